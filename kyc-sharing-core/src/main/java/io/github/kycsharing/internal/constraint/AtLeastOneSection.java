package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A KZ entity broker may omit any section, but not all of basicInfo, identityInfo, tncInfo and questionnaireInfo.
 *
 * <p>The service loader finds its validator, since this package does not depend on the records.
 */
@Documented
@Constraint(validatedBy = {})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AtLeastOneSection {
    /**
     * The message of Bean Validation.
     *
     * @return the rule in words
     */
    String message() default "must carry at least one section";

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
