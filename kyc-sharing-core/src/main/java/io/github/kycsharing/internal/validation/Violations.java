package io.github.kycsharing.internal.validation;

import io.github.kycsharing.validation.KycRule;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** Reports a broken rule in place of the constraint's own message, with the rule as the violation's payload. */
public final class Violations {
    private Violations() {}

    /**
     * Reports a broken rule at the constrained element itself.
     *
     * @return false, to be returned by the validator
     */
    public static boolean report(ConstraintValidatorContext context, KycRule rule, String message) {
        at(context, rule, message).addConstraintViolation();
        return false;
    }

    /** Begins the report of a broken rule; the caller adds the nodes of the path. */
    public static ConstraintViolationBuilder at(ConstraintValidatorContext context, KycRule rule, String message) {
        if (context instanceof SilentContext) {
            return context.buildConstraintViolationWithTemplate(message);
        }
        HibernateConstraintValidatorContext hibernate = context.unwrap(HibernateConstraintValidatorContext.class);
        hibernate.disableDefaultConstraintViolation();
        hibernate.withDynamicPayload(rule);
        return hibernate.buildConstraintViolationWithTemplate(message);
    }
}
