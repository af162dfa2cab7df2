package io.github.kycsharing.model;

import java.util.Set;

/**
 * Status of a KYC level. An open set: undocumented values are read and kept unchanged.
 *
 * @param value the value, unchanged from the response, not blank
 */
public record LevelStatus(String value) {
    /** In progress. */
    public static final LevelStatus PROCESS = new LevelStatus("PROCESS");
    /** Under manual review. */
    public static final LevelStatus REVIEW = new LevelStatus("REVIEW");
    /** Refused; the customer may try again with the exchange's own KYC link. */
    public static final LevelStatus REFUSED = new LevelStatus("REFUSED");
    /** Passed: the customer may trade. */
    public static final LevelStatus PASS = new LevelStatus("PASS");
    /** Disabled. */
    public static final LevelStatus DISABLE = new LevelStatus("DISABLE");

    private static final Set<LevelStatus> DOCUMENTED = Set.of(PROCESS, REVIEW, REFUSED, PASS, DISABLE);
    private static final Set<LevelStatus> FINAL = Set.of(PASS, REFUSED, DISABLE);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public LevelStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A level status must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static LevelStatus of(String value) {
        return new LevelStatus(value);
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
     * Whether the status is final, so that further polling is not useful.
     *
     * @return true for PASS, REFUSED, DISABLE only; a value that is not documented is not final
     */
    public boolean isFinal() {
        return FINAL.contains(this);
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
