package io.github.kycsharing.spring.observation;

import io.github.kycsharing.spring.observation.KycSharingObservationDocumentation.CallTag;
import io.github.kycsharing.spring.observation.KycSharingObservationDocumentation.TraceTag;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/** The names and tags of {@link KycSharingObservationDocumentation#CALL}. Extend it to add tags. */
public class DefaultKycSharingCallObservationConvention implements KycSharingCallObservationConvention {
    static final String NAME = "kyc.sharing.call";

    /** Creates the convention. */
    public DefaultKycSharingCallObservationConvention() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(KycSharingCallContext context) {
        return "kyc-sharing " + TagValue.of(context.getOperation());
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(KycSharingCallContext context) {
        return KeyValues.of(
                CallTag.CLIENT.withValue(context.getClientName()),
                CallTag.BROKER_TYPE.withValue(TagValue.of(context.getBrokerType())),
                CallTag.OPERATION.withValue(TagValue.of(context.getOperation())),
                CallTag.OUTCOME.withValue(context.getOutcome().map(TagValue::of).orElse(KeyValue.NONE_VALUE)),
                CallTag.CODE.withValue(context.getCodeName().orElse(KeyValue.NONE_VALUE)));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(KycSharingCallContext context) {
        return context.getRequestNo()
                .map(requestNo ->
                        KeyValues.of(TraceTag.numberOf(context.getOperation()).withValue(requestNo)))
                .orElseGet(KeyValues::empty);
    }
}
