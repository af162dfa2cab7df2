package io.github.kycsharing.answer;

/** Whether trying again can help: the last column of the specification's table of error codes. */
public enum RetryAdvice {
    /** The same request will fail again. */
    NO,
    /** Nobody documents whether it will. */
    PERHAPS,
    /** The same request, under the same requestNo, can succeed later. */
    YES
}
