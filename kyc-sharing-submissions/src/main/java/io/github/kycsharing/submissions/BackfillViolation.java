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
    /**
     * The row cannot be read or stored: it is not UTF-8, longer than 1 MiB, not one JSON object, or has another number of cells than the
     * header; or the row mapper failed, or the database refused it.
     */
    public static final String UNREADABLE = "UNREADABLE";

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
