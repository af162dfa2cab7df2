package io.github.kycsharing.model;

/** Whether trying again can help: the last column of the specification's table of error codes. */
public enum RetryAdvice {
    /** The same request will fail again. */
    NO,
    /** Nobody documents whether it will. */
    UNKNOWN,
    /** The same request, under the same requestNo, can succeed later. */
    YES
}
