package io.github.kycsharing.internal.validation;

import io.github.kycsharing.validation.QuestionnaireTemplate;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Map;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a client for its validators, passed as Hibernate Validator's constraint validator payload.
 *
 * @param bizEntityKey the key that requests must have
 * @param templates the questionnaire templates by version
 */
public record ValidationContext(String bizEntityKey, Map<String, QuestionnaireTemplate> templates) {
    /** Returns the client of a check, or null for a validator of the application, which knows none. */
    static @Nullable ValidationContext of(ConstraintValidatorContext context) {
        return context.unwrap(HibernateConstraintValidatorContext.class)
                .getConstraintValidatorPayload(ValidationContext.class);
    }
}
