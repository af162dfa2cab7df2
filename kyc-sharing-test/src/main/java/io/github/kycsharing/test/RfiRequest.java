package io.github.kycsharing.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The content of an RFI record that a test raises. Immutable; the {@code with} methods make changed copies.
 *
 * @param fileTypes the types of files that the exchange needs, any texts
 * @param recordType such as {@code IDENTITY} or {@code WCK}, documented or not
 * @param validFor the time from raising the record until it expires
 */
public record RfiRequest(List<String> fileTypes, String recordType, Duration validFor) {
    /**
     * Keeps a copy of the list.
     *
     * @param fileTypes the types of files that the exchange needs, at least one
     * @param recordType such as {@code IDENTITY} or {@code WCK}, documented or not
     * @param validFor the time from raising the record until it expires
     */
    public RfiRequest {
        fileTypes = List.copyOf(fileTypes);
        if (fileTypes.isEmpty()) {
            throw new IllegalArgumentException("at least one file type is needed");
        }
        Objects.requireNonNull(recordType, "recordType");
        if (validFor.isNegative()) {
            throw new IllegalArgumentException("validFor must not be negative");
        }
    }

    /**
     * Describes a record of the type {@code IDENTITY} that expires after 7 days.
     *
     * @param fileTypes the types of files that the exchange needs, at least one
     * @return the content
     */
    public static RfiRequest of(String... fileTypes) {
        return new RfiRequest(List.of(fileTypes), "IDENTITY", Duration.ofDays(7));
    }

    /**
     * Sets the record type.
     *
     * @param recordType such as {@code WCK}, documented or not
     * @return a copy that has it
     */
    public RfiRequest withRecordType(String recordType) {
        return new RfiRequest(fileTypes, recordType, validFor);
    }

    /**
     * Sets the time until the record expires.
     *
     * @param validFor the time from raising the record until it expires
     * @return a copy that has it
     */
    public RfiRequest withValidFor(Duration validFor) {
        return new RfiRequest(fileTypes, recordType, validFor);
    }
}
