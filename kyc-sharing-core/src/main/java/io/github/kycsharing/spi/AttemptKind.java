package io.github.kycsharing.spi;

/** What one attempt ended with. Fit for a metric's tag. */
public enum AttemptKind {
    /** The exchange took the record, or answered the query. */
    ACCEPTED,
    /** The exchange has seen this requestNo before. */
    DUPLICATE,
    /** The exchange refused the record or the query. */
    REJECTED,
    /** HTTP 403 without a response: this machine's address is not allow-listed. */
    ACCESS_DENIED,
    /** The exchange answered that it failed. */
    SYSTEM_ERROR,
    /** No byte was sent. */
    NOT_CONNECTED,
    /** Something was sent, and nothing came back that tells what became of it. */
    NO_RESPONSE,
    /** Something was sent, and what came back is not the exchange's response. */
    UNREADABLE
}
