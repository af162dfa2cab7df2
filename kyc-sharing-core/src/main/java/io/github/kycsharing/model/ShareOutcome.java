package io.github.kycsharing.model;

/** What a submission that did not fail came to. */
public enum ShareOutcome {
    /** The exchange answered {@code 000000}: it has accepted the record. The customer's status is still to come. */
    ACCEPTED,
    /**
     * The exchange has this requestNo, its verdict was not seen: an attempt was lost without a response, and a later one was
     * answered with DUPLICATE_REQUEST. Settle it with the status query.
     */
    RECEIVED
}
