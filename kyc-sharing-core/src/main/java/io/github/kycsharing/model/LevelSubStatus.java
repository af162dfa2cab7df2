package io.github.kycsharing.model;

import java.util.Set;

/**
 * Why a level stands as it does. An open set: a value that nobody
 * documents is read like any other and stays readable.
 *
 * @param value the value as it stood in the response, not blank
 */
public record LevelSubStatus(String value) {
    /** Refused by the watch list check. */
    public static final LevelSubStatus WCK_REJECT = new LevelSubStatus("WCK_REJECT");
    /** The customer is rated a high risk. */
    public static final LevelSubStatus HIGH_RISK = new LevelSubStatus("HIGH_RISK");

    private static final Set<LevelSubStatus> DOCUMENTED = Set.of(WCK_REJECT, HIGH_RISK);

    /**
     * Makes a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public LevelSubStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A level sub status must not be blank");
        }
    }

    /**
     * Makes a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static LevelSubStatus of(String value) {
        return new LevelSubStatus(value);
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
