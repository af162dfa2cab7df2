package io.github.kycsharing.model;

/** Outcome of a submission that returned normally. */
public enum ShareOutcome {
    /** The exchange returned {@code 000000}: it accepted the record. The customer's status follows later. */
    ACCEPTED,
    /**
     * The exchange has this requestNo, but the response that would have said whether it accepted the record was lost: a later
     * attempt received DUPLICATE_REQUEST. Query the customer's status.
     */
    RECEIVED
}
