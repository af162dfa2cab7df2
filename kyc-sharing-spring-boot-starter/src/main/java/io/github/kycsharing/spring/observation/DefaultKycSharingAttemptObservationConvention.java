package io.github.kycsharing.spring.observation;

import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spring.observation.KycSharingObservationDocumentation.AttemptTag;
import io.github.kycsharing.spring.observation.KycSharingObservationDocumentation.TraceTag;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.Optional;

/** The names and tags of {@link KycSharingObservationDocumentation#ATTEMPT}. Extend it to add tags. */
public class DefaultKycSharingAttemptObservationConvention implements KycSharingAttemptObservationConvention {
    static final String NAME = "kyc.sharing.attempt";

    /** Creates the convention. */
    public DefaultKycSharingAttemptObservationConvention() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(KycSharingAttemptContext context) {
        return "kyc-sharing " + TagValue.of(context.getOperation()) + " attempt";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(KycSharingAttemptContext context) {
        Optional<AttemptReport> report = context.getReport();
        return KeyValues.of(
                AttemptTag.CLIENT.withValue(context.getClientName()),
                AttemptTag.BROKER_TYPE.withValue(TagValue.of(context.getBrokerType())),
                AttemptTag.OPERATION.withValue(TagValue.of(context.getOperation())),
                AttemptTag.ATTEMPT_OUTCOME.withValue(
                        report.map(AttemptReport::kind).map(TagValue::of).orElse(KeyValue.NONE_VALUE)),
                AttemptTag.HTTP_STATUS.withValue(
                        report.filter(known -> known.httpStatus().isPresent())
                                .map(known -> String.valueOf(known.httpStatus().getAsInt()))
                                .orElse(KeyValue.NONE_VALUE)),
                AttemptTag.CODE.withValue(report.flatMap(AttemptReport::code)
                        .map(ExchangeCode::name)
                        .orElse(KeyValue.NONE_VALUE)));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(KycSharingAttemptContext context) {
        return KeyValues.of(
                TraceTag.numberOf(context.getOperation()).withValue(context.getRequestNo()),
                TraceTag.ATTEMPT.withValue(String.valueOf(context.getNumber())));
    }
}
