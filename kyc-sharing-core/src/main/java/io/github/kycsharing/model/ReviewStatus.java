package io.github.kycsharing.model;

import java.util.Set;

/**
 * How one check of a record stands: basic data, identity, face or watch list. An open set: a value that nobody
 * documents is read like any other and stays readable.
 *
 * @param value the value as it stood in the response, not blank
 */
public record ReviewStatus(String value) {
    /** Not begun. */
    public static final ReviewStatus INITIAL = new ReviewStatus("INITIAL");
    /** Under way. */
    public static final ReviewStatus PROCESS = new ReviewStatus("PROCESS");
    /** Looked at by a person. */
    public static final ReviewStatus REVIEW = new ReviewStatus("REVIEW");
    /** Passed. */
    public static final ReviewStatus PASS = new ReviewStatus("PASS");
    /** Refused. */
    public static final ReviewStatus REJECT = new ReviewStatus("REJECT");
    /** Left out; documented for the face only. */
    public static final ReviewStatus SKIP = new ReviewStatus("SKIP");

    private static final Set<ReviewStatus> DOCUMENTED = Set.of(INITIAL, PROCESS, REVIEW, PASS, REJECT, SKIP);

    /**
     * Makes a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public ReviewStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A review status must not be blank");
        }
    }

    /**
     * Makes a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static ReviewStatus of(String value) {
        return new ReviewStatus(value);
    }

    /**
     * Whether the documentation knows this value.
     *
     * @return true for one of the constants
     */
    public boolean isDocumented() {
        return DOCUMENTED.contains(this);
    }

    /**
     * Names a documented value only, so that it is fit for a log: what else the exchange may put here nobody knows.
     *
     * @return the value, or {@code other}
     */
    @Override
    public String toString() {
        return isDocumented() ? value : "other";
    }
}
