package io.github.kycsharing.spi;

/** Operation of a call. Suitable as a metric tag. */
public enum Operation {
    /** Sharing a record. */
    SHARE,
    /** Resuming a submission with an unknown outcome. */
    RESUME,
    /** Querying a customer's status. */
    CHECK_STATUS
}
