package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * firstName and lastName of identityInfo must equal those of basicInfo ("if not it will be rejected"). The comparison ignores
 * surrounding blanks, case, the Unicode form and the dot of an i, so that only a certain mismatch is rejected.
 *
 * <p>The service loader finds its validator, since this package does not depend on the records.
 */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NamesMatch {
    /**
     * The message of Bean Validation.
     *
     * @return the rule in words
     */
    String message() default "must be the same as in basicInfo";

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
