package io.github.kycsharing.submissions;

import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.KycViolation;

/**
 * A rule that a row of a back-fill breaks, without the value.
 *
 * @param path path of the field, such as {@code kycInfo.basicInfo.firstName}; empty for the row as a whole
 * @param rule name of a {@link KycRule}, or one of the constants of this type
 */
public record BackfillViolation(String path, String rule) {
    /** The requestNo belongs to a stored submission, or to an earlier row, with other content. */
    public static final String CONTENT_CONFLICT = "CONTENT_CONFLICT";
    /** The row cannot be read: it is not one JSON object, or longer than 1 MiB, or the application's row mapper failed. */
    public static final String UNREADABLE = "UNREADABLE";
    /** The file has no column of this name, or the header names none of the request's fields. */
    public static final String UNKNOWN_COLUMN = "UNKNOWN_COLUMN";

    /**
     * A violation of a rule of the specification.
     *
     * @param violation the violation
     * @return path and name of the rule
     */
    public static BackfillViolation of(KycViolation violation) {
        return new BackfillViolation(violation.path(), violation.rule().name());
    }
}
