package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No question is answered twice, and where the broker supplied a template for the version: every question is answered,
 * each with an option that it has.
 *
 * <p>Its check knows the records, which this package does not, and is therefore found by the service loader.
 */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ConsistentAnswers {
    /**
     * The message of Bean Validation.
     *
     * @return the rule in words
     */
    String message() default "does not answer the questionnaire";

    /**
     * The groups of Bean Validation.
     *
     * @return the kinds of broker the rule is for, none for all
     */
    Class<?>[] groups() default {};

    /**
     * The payload of Bean Validation.
     *
     * @return unused
     */
    Class<? extends Payload>[] payload() default {};
}
