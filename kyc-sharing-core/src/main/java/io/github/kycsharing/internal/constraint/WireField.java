package io.github.kycsharing.internal.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One row of the specification's tables: whether the field is mandatory, its maximum length and its format. A single constraint
 * holds the whole row, since one constraint with three checks is cheaper than three constraints. The service loader finds the
 * validators, one for each type of field.
 */
@Documented
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(WireField.List.class)
public @interface WireField {
    /**
     * Whether the exchange rejects a record without this field.
     *
     * @return true if the field must be present; a text must then not be blank and a list not empty
     */
    boolean mandatory() default false;

    /**
     * Whether the client fills in the field if it is null.
     *
     * @return true for a mandatory text that may be null until the client completes the record, so that an application's own
     *     validator accepts a record without it
     */
    boolean filledByClient() default false;

    /**
     * The maximum length of a text.
     *
     * @return the length in Unicode code points
     */
    int max() default Integer.MAX_VALUE;

    /**
     * The format of a text.
     *
     * @return the format of a text that is present; an absent optional text has none
     */
    Format format() default Format.TEXT;

    /**
     * The message of Bean Validation.
     *
     * @return a placeholder: each violation has its own message
     */
    String message() default "breaks a rule of the KYC sharing specification";

    /**
     * The groups of Bean Validation.
     *
     * @return the kinds of broker the row is for, none for all
     */
    Class<?>[] groups() default {};

    /**
     * The payload of Bean Validation.
     *
     * @return unused
     */
    Class<? extends Payload>[] payload() default {};

    /** Several rows on one field, for different kinds of broker. */
    @Documented
    @Target({ElementType.FIELD, ElementType.TYPE_USE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        /**
         * The rows.
         *
         * @return one for each kind of broker
         */
        WireField[] value();
    }
}
