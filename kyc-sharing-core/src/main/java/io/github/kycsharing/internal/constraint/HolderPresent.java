package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * The account holder must be complete: openId and oauthClientId for an OAuth link, entityCustomerId otherwise.
 *
 * <p>The service loader finds its validator.
 */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface HolderPresent {
    /**
     * The message of Bean Validation.
     *
     * @return the rule in words
     */
    String message() default "must name a customer or an OAuth user";

    /**
     * The groups of Bean Validation.
     *
     * @return the kinds of broker of the rule, none for all
     */
    Class<?>[] groups() default {};

    /**
     * The payload of Bean Validation.
     *
     * @return unused
     */
    Class<? extends Payload>[] payload() default {};

    /** The fields that the rule checks. */
    interface Holder {
        /**
         * The customer.
         *
         * @return the id at the broker
         */
        @Nullable
        String entityCustomerId();

        /**
         * The OAuth user.
         *
         * @return the open id
         */
        @Nullable
        String openId();

        /**
         * The OAuth client.
         *
         * @return the client id
         */
        @Nullable
        String oauthClientId();
    }
}
