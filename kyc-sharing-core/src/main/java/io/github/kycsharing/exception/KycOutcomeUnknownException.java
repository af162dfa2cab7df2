package io.github.kycsharing.exception;

import io.github.kycsharing.model.RetryAdvice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The request may have reached the exchange, and nothing tells what became of it. It must neither be taken for shared nor for
 * not shared. To resolve it: {@code resume} with the same requestNo and record, now or from another process; or the status
 * query, which asks about the customer.
 */
public final class KycOutcomeUnknownException extends KycSharingException {
    private static final long serialVersionUID = 1L;

    private final Instant firstAttemptAt;
    private final Instant lastAttemptAt;
    private final String lastSeen;
    private final boolean systemErrorSeen;

    /**
     * Makes the exception.
     *
     * @param facts what is known of the request
     * @param firstAttemptAt when the first attempt began
     * @param lastAttemptAt when the last attempt began
     * @param lastSeen what the last attempt ended with
     * @param systemErrorSeen whether an attempt was answered with a system error
     * @param cause what it comes from, if anything
     */
    public KycOutcomeUnknownException(
            FailureContext facts,
            Instant firstAttemptAt,
            Instant lastAttemptAt,
            String lastSeen,
            boolean systemErrorSeen,
            @Nullable Throwable cause) {
        super(
                "outcome unknown after " + facts.attempts() + (facts.attempts() == 1 ? " attempt" : " attempts")
                        + ", last seen: " + lastSeen,
                facts,
                cause);
        this.firstAttemptAt = firstAttemptAt;
        this.lastAttemptAt = lastAttemptAt;
        this.lastSeen = lastSeen;
        this.systemErrorSeen = systemErrorSeen;
    }

    /**
     * When the first attempt began.
     *
     * @return the time by this machine's clock
     */
    public Instant firstAttemptAt() {
        return firstAttemptAt;
    }

    /**
     * When the last attempt began.
     *
     * @return the time by this machine's clock
     */
    public Instant lastAttemptAt() {
        return lastAttemptAt;
    }

    /**
     * What the last attempt ended with.
     *
     * @return English words for a log or a ticket
     */
    public String lastSeen() {
        return lastSeen;
    }

    /**
     * Whether an attempt was answered with a system error. The requestNo may then be used up without effect: a resumed
     * submission that is answered with DUPLICATE_REQUEST proves nothing, and only the status query settles the outcome.
     *
     * @return true if resuming cannot resolve it
     */
    public boolean systemErrorSeen() {
        return systemErrorSeen;
    }

    @Override
    public RetryAdvice retryAdvice() {
        return systemErrorSeen ? RetryAdvice.UNKNOWN : RetryAdvice.YES;
    }
}
