package io.github.kycsharing.spi;

/** Kind of an attempt's outcome. Suitable as a metric tag. */
public enum AttemptKind {
    /** The exchange accepted the record, or returned the status. */
    ACCEPTED,
    /** The exchange already has this requestNo. */
    DUPLICATE,
    /** The exchange refused the record or the query. */
    REJECTED,
    /** HTTP 403 without a response: this machine's address is not allow-listed. */
    ACCESS_DENIED,
    /** The exchange reported a system error. */
    SYSTEM_ERROR,
    /** No byte was sent. */
    NOT_CONNECTED,
    /** The request may have been sent, and no response says whether it took effect. */
    NO_RESPONSE,
    /** The request was sent, and the response is not the exchange's response to it. */
    UNREADABLE
}
