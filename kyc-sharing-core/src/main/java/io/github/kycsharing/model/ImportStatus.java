package io.github.kycsharing.model;

import java.util.Set;

/**
 * Result of the import that runs after the exchange has accepted a record. An open set: an undocumented value is read like any other and stays readable.
 *
 * @param value the value as the exchange sent it, not blank
 */
public record ImportStatus(String value) {
    /** The import has not ended. */
    public static final ImportStatus INIT = new ImportStatus("INIT");
    /** The exchange imported the record. */
    public static final ImportStatus SUCCESS = new ImportStatus("SUCCESS");
    /** The import failed. {@link ShareStatus#failMessage()} has the reason. */
    public static final ImportStatus FAIL = new ImportStatus("FAIL");

    private static final Set<ImportStatus> DOCUMENTED = Set.of(INIT, SUCCESS, FAIL);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public ImportStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An import status must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static ImportStatus of(String value) {
        return new ImportStatus(value);
    }

    /**
     * Whether the documentation lists this value.
     *
     * @return true for one of the constants
     */
    public boolean isDocumented() {
        return DOCUMENTED.contains(this);
    }

    /**
     * Whether the import has ended, so that further polling brings nothing.
     *
     * @return true for SUCCESS and FAIL only
     */
    public boolean isFinal() {
        return equals(SUCCESS) || equals(FAIL);
    }

    /**
     * Names a documented value only, so that it is safe for a log: an undocumented one may be anything.
     *
     * @return the value, or {@code other}
     */
    @Override
    public String toString() {
        return isDocumented() ? value : "other";
    }
}
