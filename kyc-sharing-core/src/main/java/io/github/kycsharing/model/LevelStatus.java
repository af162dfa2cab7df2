package io.github.kycsharing.model;

import java.util.Set;

/**
 * How a level of the customer's KYC stands. An open set: a value that nobody
 * documents is read like any other and stays readable.
 *
 * @param value the value as it stood in the response, not blank
 */
public record LevelStatus(String value) {
    /** Under way. */
    public static final LevelStatus PROCESS = new LevelStatus("PROCESS");
    /** Looked at by a person. */
    public static final LevelStatus REVIEW = new LevelStatus("REVIEW");
    /** Refused; the customer may go through it again by the exchange's own KYC link. */
    public static final LevelStatus REFUSED = new LevelStatus("REFUSED");
    /** Passed: the customer may trade. */
    public static final LevelStatus PASS = new LevelStatus("PASS");
    /** Shut off. */
    public static final LevelStatus DISABLE = new LevelStatus("DISABLE");

    private static final Set<LevelStatus> DOCUMENTED = Set.of(PROCESS, REVIEW, REFUSED, PASS, DISABLE);
    private static final Set<LevelStatus> FINAL = Set.of(PASS, REFUSED, DISABLE);

    /**
     * Makes a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public LevelStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A level status must not be blank");
        }
    }

    /**
     * Makes a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static LevelStatus of(String value) {
        return new LevelStatus(value);
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
     * Whether the exchange has decided, so that waiting further brings nothing by itself.
     *
     * @return true for PASS, REFUSED, DISABLE only; a value that is not documented is not final
     */
    public boolean isFinal() {
        return FINAL.contains(this);
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
