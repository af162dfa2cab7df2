package io.github.kycsharing.exception;

import io.github.kycsharing.model.NextStep;
import org.jspecify.annotations.Nullable;

/**
 * This call sent nothing, so it had no effect at the exchange. If an earlier call sent the same request, {@link #evidence()} still has
 * what that call proved.
 */
public non-sealed class KycNotSentException extends KycSharingException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param reason why nothing was sent
     * @param message the failure in words
     * @param context context of the request
     * @param cause the cause, if any
     */
    public KycNotSentException(Reason reason, String message, FailureContext context, @Nullable Throwable cause) {
        super(message, context, cause);
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
    public NextStep nextStep() {
        return switch (reason) {
            case INVALID -> NextStep.CORRECT_RECORD;
            case SIGNING_FAILED -> NextStep.FIX_CONFIGURATION;
            case BEFORE_SEND_FAILED,
                    NO_CONNECTION,
                    DEADLINE_EXCEEDED,
                    QUEUE_FULL,
                    NO_THREAD,
                    RATE_LIMITED,
                    INTERRUPTED,
                    CLOSED -> NextStep.RETRY;
        };
    }

    /** Why nothing was sent. */
    public enum Reason {
        /** The record breaks rules; see {@link KycValidationException}. */
        INVALID,
        /** The signer failed, for example for lack of a secret. */
        SIGNING_FAILED,
        /** The hook before sending failed, for example to store the customer. */
        BEFORE_SEND_FAILED,
        /** No connection to the exchange: refused, unknown host, TLS failure, or no response to the connection. */
        NO_CONNECTION,
        /**
         * The timeout passed before anything was sent: the secret, the signer or the hook before sending took too long, or an
         * asynchronous call waited too long for a thread.
         */
        DEADLINE_EXCEEDED,
        /** Too many asynchronous calls are waiting for a thread already. */
        QUEUE_FULL,
        /** No thread could be created for the call. */
        NO_THREAD,
        /** The limit on requests gave no permit before the timeout. */
        RATE_LIMITED,
        /** The calling thread was interrupted, or the call cancelled, before anything was sent. */
        INTERRUPTED,
        /** The client is closed. */
        CLOSED
    }
}
