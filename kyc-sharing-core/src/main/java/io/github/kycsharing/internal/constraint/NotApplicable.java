package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A section that does not apply to the brokers of the constraint's groups: the exchange rejects a record that has it. */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotApplicable {
    /**
     * The message of Bean Validation.
     *
     * @return the rule in words
     */
    String message() default "does not apply to a standard broker";

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
