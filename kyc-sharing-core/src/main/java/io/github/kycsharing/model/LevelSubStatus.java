package io.github.kycsharing.model;

import java.util.Set;

/**
 * Sub status of a KYC level, the reason for its status. An open set: undocumented values are read and kept unchanged.
 *
 * @param value the value, unchanged from the response, not blank
 */
public record LevelSubStatus(String value) {
    /** Rejected by the watch list check. */
    public static final LevelSubStatus WCK_REJECT = new LevelSubStatus("WCK_REJECT");
    /** The customer has a high risk rating. */
    public static final LevelSubStatus HIGH_RISK = new LevelSubStatus("HIGH_RISK");

    private static final Set<LevelSubStatus> DOCUMENTED = Set.of(WCK_REJECT, HIGH_RISK);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public LevelSubStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A level sub status must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static LevelSubStatus of(String value) {
        return new LevelSubStatus(value);
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
