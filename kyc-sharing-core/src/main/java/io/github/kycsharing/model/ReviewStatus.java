package io.github.kycsharing.model;

import java.util.Set;

/**
 * Status of one check of a record: basic data, identity, face or watch list. An open set: undocumented values are read and kept
 * unchanged.
 *
 * @param value the value, unchanged from the response, not blank
 */
public record ReviewStatus(String value) {
    /** Not started. */
    public static final ReviewStatus INITIAL = new ReviewStatus("INITIAL");
    /** In progress. */
    public static final ReviewStatus PROCESS = new ReviewStatus("PROCESS");
    /** Under manual review. */
    public static final ReviewStatus REVIEW = new ReviewStatus("REVIEW");
    /** Passed. */
    public static final ReviewStatus PASS = new ReviewStatus("PASS");
    /** Refused. */
    public static final ReviewStatus REJECT = new ReviewStatus("REJECT");
    /** Skipped; documented for the face only. */
    public static final ReviewStatus SKIP = new ReviewStatus("SKIP");

    private static final Set<ReviewStatus> DOCUMENTED = Set.of(INITIAL, PROCESS, REVIEW, PASS, REJECT, SKIP);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public ReviewStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A review status must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static ReviewStatus of(String value) {
        return new ReviewStatus(value);
    }

    /**
     * Whether the exchange documents this value.
     *
     * @return true for one of the constants
     */
    public boolean isDocumented() {
        return DOCUMENTED.contains(this);
    }

    /**
     * Shows a documented value only, so that it is suitable for logs: an undocumented value may be personal data.
     *
     * @return the value, or {@code other}
     */
    @Override
    public String toString() {
        return isDocumented() ? value : "other";
    }
}
