package io.github.kycsharing.model;

/** Whether a retry can help: the last column of the specification's table of error codes. */
public enum RetryAdvice {
    /** The same request will fail again. */
    NO,
    /** The specification does not say whether a retry can succeed. */
    UNKNOWN,
    /** The same request, under the same requestNo, can succeed later. */
    YES
}
