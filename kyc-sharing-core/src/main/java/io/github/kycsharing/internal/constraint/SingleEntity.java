package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bizEntityKey of the request, of its userInfo and of the client that sends it must be one: each access entity has
 * its own key, and the secret that signs belongs to it.
 *
 * <p>Its check knows the records, which this package does not, and is therefore found by the service loader.
 */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.TYPE)
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
