package io.github.kycsharing.exception;

import io.github.kycsharing.model.RetryAdvice;
import org.jspecify.annotations.Nullable;

/** Nothing of the request reached the exchange: it certainly had no effect. */
public non-sealed class KycNotSentException extends KycSharingException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Makes the exception.
     *
     * @param reason why nothing was sent
     * @param message what happened
     * @param facts what is known of the request
     * @param cause what it comes from, if anything
     */
    public KycNotSentException(Reason reason, String message, FailureContext facts, @Nullable Throwable cause) {
        super(message, facts, cause);
        this.reason = reason;
    }

    /**
     * Why nothing was sent.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    @Override
    public RetryAdvice retryAdvice() {
        return reason == Reason.INVALID ? RetryAdvice.NO : RetryAdvice.YES;
    }

    /** Why nothing was sent. */
    public enum Reason {
        /** The record breaks rules; see {@link KycValidationException}. */
        INVALID,
        /** There is no secret to sign with at the moment. */
        SIGNING_FAILED,
        /** What was to be done before sending, for example to note down whose record it is, has failed. */
        BEFORE_SEND_FAILED,
        /** No connection to the exchange: refused, unknown host, TLS failure, or no response to the connection. */
        NO_CONNECTION,
        /**
         * The time was up before anything was sent: the secret, the signer or what is to be done before sending took too long,
         * or an asynchronous call waited too long for a thread.
         */
        DEADLINE_EXCEEDED,
        /** Too many asynchronous calls are waiting for a thread already. */
        QUEUE_FULL,
        /** There is no thread for the call, and the machine gives no further one. */
        NO_THREAD,
        /** The limit on requests left no room before the time was up. */
        RATE_LIMITED,
        /** The calling thread was interrupted, or the call cancelled, before anything was sent. */
        INTERRUPTED,
        /** The client is closed. */
        CLOSED
    }
}
