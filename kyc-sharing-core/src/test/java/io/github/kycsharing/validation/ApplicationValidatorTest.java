package io.github.kycsharing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.internal.constraint.KzEntityBroker;
import io.github.kycsharing.internal.constraint.StandardBroker;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.Records;
import io.github.kycsharing.model.ShareKycRequest;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
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
