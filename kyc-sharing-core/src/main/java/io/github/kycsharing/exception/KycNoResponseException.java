package io.github.kycsharing.exception;

import io.github.kycsharing.model.NextStep;
import org.jspecify.annotations.Nullable;

/**
 * A status query was sent, and no response could be read. A query changes nothing at the exchange, so only the status is unknown:
 * query again. Never thrown for a submission.
 */
public sealed class KycNoResponseException extends KycSharingException permits KycResponseMismatchException {
    private static final long serialVersionUID = 1L;

    private final String lastSeen;

    /**
     * Creates the exception.
     *
     * @param context context of the query
     * @param lastSeen the outcome of the last attempt
     * @param cause the cause, if any
     */
    public KycNoResponseException(FailureContext context, String lastSeen, @Nullable Throwable cause) {
        super(
                "no response after " + context.attempts() + (context.attempts() == 1 ? " attempt" : " attempts")
                        + ", last seen: " + lastSeen,
                context,
                cause);
        this.lastSeen = lastSeen;
    }

    /**
     * Outcome of the last attempt.
     *
     * @return English text for a log or a ticket
     */
    public String lastSeen() {
        return lastSeen;
    }

    @Override
    public NextStep nextStep() {
        return NextStep.RETRY;
    }
}
