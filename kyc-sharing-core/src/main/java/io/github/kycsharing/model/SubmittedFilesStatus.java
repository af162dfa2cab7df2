package io.github.kycsharing.model;

import java.util.Set;

/**
 * Result of files that were submitted for a request for information. An open set: an undocumented value is read like any other and stays readable.
 *
 * @param value the value as the exchange sent it, not blank
 */
public record SubmittedFilesStatus(String value) {
    /** The exchange processes the files. */
    public static final SubmittedFilesStatus PROCESS = new SubmittedFilesStatus("PROCESS");
    /** The exchange took the files. */
    public static final SubmittedFilesStatus SUCCESS = new SubmittedFilesStatus("SUCCESS");
    /** The exchange could not take the files. */
    public static final SubmittedFilesStatus FAILED = new SubmittedFilesStatus("FAILED");

    private static final Set<SubmittedFilesStatus> DOCUMENTED = Set.of(PROCESS, SUCCESS, FAILED);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public SubmittedFilesStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A submitted files status must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static SubmittedFilesStatus of(String value) {
        return new SubmittedFilesStatus(value);
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
     * Whether the exchange has processed the files, so that further polling brings nothing.
     *
     * @return true for SUCCESS and FAILED only
     */
    public boolean isFinal() {
        return equals(SUCCESS) || equals(FAILED);
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
