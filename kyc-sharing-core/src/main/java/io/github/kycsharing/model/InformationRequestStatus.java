package io.github.kycsharing.model;

import java.util.Set;

/**
 * Status of a request for information. An open set: an undocumented value is read like any other and stays readable.
 *
 * @param value the value as the exchange sent it, not blank
 */
public record InformationRequestStatus(String value) {
    /** The request is open. */
    public static final InformationRequestStatus PROCESS = new InformationRequestStatus("PROCESS");
    /** The exchange fetches submitted files. */
    public static final InformationRequestStatus UPLOADING = new InformationRequestStatus("UPLOADING");
    /** The exchange reviews the files. */
    public static final InformationRequestStatus REVIEW = new InformationRequestStatus("REVIEW");
    /** The exchange accepted the files. */
    public static final InformationRequestStatus PASS = new InformationRequestStatus("PASS");
    /** The exchange refused the files. */
    public static final InformationRequestStatus REFUSED = new InformationRequestStatus("REFUSED");
    /** The time for the files has passed. */
    public static final InformationRequestStatus EXPIRED = new InformationRequestStatus("EXPIRED");
    /** The exchange closed the request. */
    public static final InformationRequestStatus CLOSE = new InformationRequestStatus("CLOSE");

    private static final Set<InformationRequestStatus> DOCUMENTED =
            Set.of(PROCESS, UPLOADING, REVIEW, PASS, REFUSED, EXPIRED, CLOSE);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public InformationRequestStatus {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An information request status must not be blank");
        }
    }

    /**
     * Creates a value.
     *
     * @param value the value on the wire
     * @return the value
     * @throws IllegalArgumentException if it is blank
     */
    public static InformationRequestStatus of(String value) {
        return new InformationRequestStatus(value);
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
     * Names a documented value only, so that it is safe for a log: an undocumented one may be anything.
     *
     * @return the value, or {@code other}
     */
    @Override
    public String toString() {
        return isDocumented() ? value : "other";
    }
}
