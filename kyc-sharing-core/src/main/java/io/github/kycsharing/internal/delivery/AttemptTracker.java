package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what the attempts of one call prove, and determines the result or the exception for the caller.
 *
 * @param <R> the result of the call
 */
abstract sealed class AttemptTracker<R> permits SubmissionTracker, QueryTracker, WriteTracker {
    private final Operation operation;
    private final String requestNo;
    private int attempts;
    private Instant firstAttemptAt = Instant.EPOCH;
    private Instant lastAttemptAt = Instant.EPOCH;
    private @Nullable AttemptOutcome last;
    private @Nullable ExchangeResponse lastResponse;
    private @Nullable Throwable lastCause;

    AttemptTracker(Operation operation, String requestNo) {
        this.operation = operation;
        this.requestNo = requestNo;
    }

    /** Reclassifies an outcome if this operation requires more of a response. */
    AttemptOutcome classify(AttemptOutcome outcome) {
        return outcome;
    }

    /**
     * Applies the outcome of an attempt.
     *
     * @return the call's result, or empty if another attempt can prove more
     * @throws KycSharingException if no further attempt can help
     */
    abstract Optional<R> apply(AttemptOutcome outcome);

    /** Whether the next attempt needs a connection that has carried no request before. */
    boolean needsFreshConnection() {
        return false;
    }

    /** Exception for a call without a further attempt. */
    abstract KycSharingException onExhausted(
            KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter);

    final void onAttemptStarted(Instant now) {
        attempts++;
        firstAttemptAt = attempts == 1 ? now : firstAttemptAt;
        lastAttemptAt = now;
    }

    /** Records the last outcome. The last response stays until there is another; a 403 keeps the cause before it. */
    final void record(AttemptOutcome outcome) {
        last = outcome;
        lastResponse = outcome.response() == null ? lastResponse : outcome.response();
        lastCause = outcome.kind() == AttemptKind.ACCESS_DENIED ? lastCause : outcome.cause();
    }

    final String requestNo() {
        return requestNo;
    }

    final int attempts() {
        return attempts;
    }

    final Instant firstAttemptAt() {
        return firstAttemptAt;
    }

    final Instant lastAttemptAt() {
        return lastAttemptAt;
    }

    final @Nullable AttemptOutcome last() {
        return last;
    }

    final String lastSeen() {
        return last == null ? "nothing" : last.reason();
    }

    final @Nullable Throwable lastCause() {
        return lastCause;
    }

    /** What the attempts prove about the requestNo of a submission, or about a write. */
    Evidence evidence() {
        return Evidence.NONE;
    }

    final FailureContext context(@Nullable Duration retryAfter) {
        return new FailureContext(operation, requestNo, attempts, lastResponse, retryAfter, evidence());
    }
}
