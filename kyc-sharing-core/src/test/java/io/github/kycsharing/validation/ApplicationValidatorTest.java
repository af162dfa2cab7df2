package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.KzEntityBroker;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.model.StandardBroker;
import io.github.kycsharing.model.UserInfo;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application's own validator, such as for a controller's {@code @Valid}, applies the same rules. */
class ApplicationValidatorTest {
    private final ValidatorFactory factory = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory();
    private final Validator validator = factory.getValidator();

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void validRecordsPass() {
        assertThat(validator.validate(Records.kz())).isEmpty();
        assertThat(validator.validate(Records.kz(), KzEntityBroker.class)).isEmpty();
        assertThat(validator.validate(Records.standard(), StandardBroker.class)).isEmpty();
    }

    @Test
    void theRulesOfAKindOfBrokerAreInItsGroup() {
        assertThat(paths(Records.kz(), StandardBroker.class))
                .containsExactlyInAnyOrder("kycInfo.tncInfo", "kycInfo.questionnaireInfo");
        assertThat(paths(FieldPath.of("kycInfo.basicInfo.city").set(Records.kz(), " ")))
                .containsExactly("kycInfo.basicInfo.city");
    }

    @Test
    void acceptsARecordWithoutTheFieldsThatTheClientFillsIn() {
        KycInfo standard = Objects.requireNonNull(Records.standard().kycInfo());
        UserInfo user = Records.userInfo().toBuilder()
                .bizEntityKey(null)
                .notifyUrl(null)
                .build();
        KycInfo incomplete = standard.toBuilder().userInfo(user).build();

        assertThat(validator.validate(incomplete, StandardBroker.class)).isEmpty();
        assertThat(validator.validate(incomplete, KzEntityBroker.class)).isEmpty();
        assertThat(validator.validate(incomplete)).isEmpty();
        assertThat(paths(ShareKycRequest.of(incomplete), StandardBroker.class)).isEmpty();
        assertThat(validator.validate(KycStatusQuery.of(user))).isEmpty();
        assertThat(validator.validate(ShareStatusQuery.of("CUST_KZ_001", "REQ-1")))
                .isEmpty();
    }

    @Test
    void checksTheFieldsThatTheClientFillsInWherePresent() {
        assertThat(paths(FieldPath.of("bizEntityKey").set(Records.standard(), " ")))
                .contains("bizEntityKey");
        assertThat(paths(FieldPath.of("kycInfo.userInfo.bizEntityKey").set(Records.standard(), "")))
                .containsExactly("kycInfo.userInfo.bizEntityKey");
        assertThat(paths(FieldPath.of("kycInfo.userInfo.notifyUrl").set(Records.standard(), "ftp://host/")))
                .containsExactly("kycInfo.userInfo.notifyUrl");
        assertThat(paths(FieldPath.of("requestNo").set(Records.standard(), "x".repeat(121))))
                .containsExactly("requestNo");
    }

    @Test
    void aClientsValidatorStillRequiresThem() {
        KycValidator client = new KycValidator(BrokerType.STANDARD, Records.KEY, List.of());
        for (String path :
                List.of("bizEntityKey", "requestNo", "kycInfo.userInfo.bizEntityKey", "kycInfo.userInfo.notifyUrl")) {
            assertThat(client.validate(FieldPath.of(path).set(Records.standard(), null)))
                    .extracting(KycViolation::toString)
                    .containsExactly(path + " is mandatory [MANDATORY]");
        }
    }

    @Test
    void withoutAClientAllKeysMustMatchTheRequests() {
        assertThat(paths(FieldPath.of("bizEntityKey").set(Records.kz(), "OTHER")))
                .containsExactly("kycInfo.userInfo.bizEntityKey");
    }

    @Test
    void rejectsDuplicateAnswersWithoutATemplate() {
        ShareKycRequest request = FieldPath.of("kycInfo.questionnaireInfo.answers")
                .set(
                        Records.kz(),
                        List.of(QuestionnaireAnswer.of("any", "thing"), QuestionnaireAnswer.of("any", "other")));

        assertThat(paths(request)).containsExactly("kycInfo.questionnaireInfo.answers[1].title");
    }

    private Stream<String> paths(ShareKycRequest request, Class<?>... groups) {
        return validator.validate(request, groups).stream()
                .map(violation -> violation.getPropertyPath().toString());
    }
}
