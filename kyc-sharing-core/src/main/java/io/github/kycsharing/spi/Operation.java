package io.github.kycsharing.spi;

/** What a call is for. Fit for a metric's tag. */
public enum Operation {
    /** Sharing a record. */
    SHARE,
    /** Sharing a record again whose outcome is unknown. */
    RESUME,
    /** Asking for a customer's status. */
    CHECK_STATUS
}
