package io.github.kycsharing.exception;

import io.github.kycsharing.model.RetryAdvice;
import org.jspecify.annotations.Nullable;

/**
 * A status query was sent, and no response came back that could be read. A query changes nothing at the exchange, so nothing is
 * in doubt but the status itself: ask again. Never thrown for a submission.
 */
public sealed class KycNoResponseException extends KycSharingException permits KycResponseMismatchException {
    private static final long serialVersionUID = 1L;

    private final String lastSeen;

    /**
     * Makes the exception.
     *
     * @param facts what is known of the query
     * @param lastSeen what the last attempt ended with
     * @param cause what it comes from, if anything
     */
    public KycNoResponseException(FailureContext facts, String lastSeen, @Nullable Throwable cause) {
        super(
                "no response after " + facts.attempts() + (facts.attempts() == 1 ? " attempt" : " attempts")
                        + ", last seen: " + lastSeen,
                facts,
                cause);
        this.lastSeen = lastSeen;
    }

    /**
     * What the last attempt ended with.
     *
     * @return English words for a log or a ticket
     */
    public String lastSeen() {
        return lastSeen;
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.YES;
    }
}
