package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The request, its userInfo and the client that sends it must have the same bizEntityKey: each access entity has its own key and
 * its own secret.
 *
 * <p>The service loader finds its validator, since this package does not depend on the records.
 */
@Documented
@Constraint(validatedBy = {})
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface SingleEntity {
    /**
     * The message of Bean Validation.
     *
     * @return the rule in words
     */
    String message() default "must be the bizEntityKey of this client";

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
