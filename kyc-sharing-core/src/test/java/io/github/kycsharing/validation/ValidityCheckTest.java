package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.Seeds;
import io.github.kycsharing.exception.KycJsonException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** A check passes exactly the records for which Bean Validation reports no violation. */
@NullUnmarked
class ValidityCheckTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int RECORDS = 2_000;
    private static final List<QuestionnaireTemplate> TEMPLATES =
            List.of(new QuestionnaireTemplate("KZ_V6", Map.of("useFor", Set.of("useFor_trading"))));

    @ParameterizedTest
    @EnumSource
    void passesWhereBeanValidationReportsNothing(BrokerType broker) {
        for (List<QuestionnaireTemplate> templates : List.of(List.<QuestionnaireTemplate>of(), TEMPLATES)) {
            KycValidator validator = new KycValidator(broker, Records.KEY, templates);
            AtomicInteger valid = new AtomicInteger();
            AtomicInteger invalid = new AtomicInteger();

            Seeds.forEach(RECORDS, seed -> {
                ShareKycRequest request = read(new MutatedRecords(seed), broker);
                if (request != null) {
                    boolean passes = validator.isValid(request);
                    assertThat(validator.report(request).isEmpty()).isEqualTo(passes);
                    (passes ? valid : invalid).incrementAndGet();
                }
            });

            assertThat(valid).hasValueGreaterThan(RECORDS / 50);
            assertThat(invalid).hasValueGreaterThan(RECORDS / 50);
        }
    }

    private static ShareKycRequest read(MutatedRecords records, BrokerType broker) {
        try {
            return KycJson.readRequest(JSON.writeValueAsBytes(records.next(broker)));
        } catch (KycJsonException e) {
            return null;
        }
    }

    @Test
    void failsForANullElementOfAList() {
        ShareKycRequest request = Records.kz();
        KycInfo record = request.kycInfo();
        List<QuestionnaireAnswer> answers =
                new ArrayList<>(record.questionnaireInfo().answers());
        answers.add(null);
        ShareKycRequest broken = request.toBuilder()
                .kycInfo(record.toBuilder()
                        .questionnaireInfo(
                                new QuestionnaireInfo(record.questionnaireInfo().version(), answers))
                        .build())
                .build();
        KycValidator validator = new KycValidator(BrokerType.KZ_ENTITY, Records.KEY, List.of());

        assertThat(validator.isValid(request)).isTrue();
        assertThat(validator.isValid(broken)).isFalse();
        assertThat(validator.validate(broken)).isNotEmpty();
    }

    @Test
    void checksAQueryByItsOwnRules() {
        KycValidator validator = new KycValidator(BrokerType.STANDARD, Records.KEY, List.of());
        KycStatusQuery query = KycStatusQuery.of(Records.standard().kycInfo().userInfo()).toBuilder()
                .kycType(KycStatusQuery.USER)
                .build();

        assertThat(validator.isValid(query)).isTrue();
        assertThat(validator.isValid(query.toBuilder().entityCustomerId("a b").build()))
                .isFalse();
        assertThat(validator.isValid(query.toBuilder().bizEntityKey("OTHER").build()))
                .isFalse();
    }
}
