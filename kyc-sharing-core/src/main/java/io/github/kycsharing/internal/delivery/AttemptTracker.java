package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ExchangeResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one call have proved so far, and what may therefore be told to the caller.
 *
 * <p>The methods that take an attempt's outcome return the call's result, or empty if another attempt may tell more; they
 * throw if no further attempt can help.
 *
 * @param <R> the result of the call
 */
abstract sealed class AttemptTracker<R> permits SubmissionTracker, QueryTracker {
    private final String requestNo;
    private final boolean query;
    private int attempts;
    private Instant firstAttemptAt = Instant.EPOCH;
    private Instant lastAttemptAt = Instant.EPOCH;
    private String lastSeen = "nothing";
    private @Nullable ExchangeResponse lastResponse;
    private @Nullable Throwable lastCause;

    AttemptTracker(String requestNo, boolean query) {
        this.requestNo = requestNo;
        this.query = query;
    }

    /** What this kind of call makes of an attempt, where it differs from what every call makes of it. */
    AttemptOutcome classify(AttemptOutcome outcome) {
        return outcome;
    }

    abstract Optional<R> accepted(ExchangeResponse response);

    abstract Optional<R> duplicate(ExchangeResponse response);

    abstract Optional<R> rejected(ExchangeResponse response);

    abstract Optional<R> accessDenied();

    abstract Optional<R> unreadable(String seen);

    /** What came back belongs to another request; it tells nothing about this one. */
    abstract Optional<R> mismatched(String seen, List<String> fields);

    /** Whether the next attempt must go over a connection that has carried no request before. */
    boolean needsFreshConnection() {
        return false;
    }

    abstract Optional<R> systemError(ExchangeResponse response);

    abstract Optional<R> lost(String seen, @Nullable ExchangeResponse response, @Nullable Throwable cause);

    /** What to tell when there will be no further attempt. */
    abstract KycSharingException onExhausted(
            KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter);

    Optional<R> notConnected(Throwable cause) {
        see("no connection", null, cause);
        return Optional.empty();
    }

    final void onAttemptStarted(Instant now) {
        attempts++;
        firstAttemptAt = attempts == 1 ? now : firstAttemptAt;
        lastAttemptAt = now;
    }

    final void see(ExchangeResponse response) {
        see("the response " + response.code() + " (HTTP " + response.httpStatus() + ")", response, null);
    }

    /** Remembers the last attempt; a response stays the last one until there is another. */
    final void see(String seen, @Nullable ExchangeResponse response, @Nullable Throwable cause) {
        lastSeen = seen;
        lastResponse = response == null ? lastResponse : response;
        lastCause = cause;
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

    final String lastSeen() {
        return lastSeen;
    }

    final @Nullable Throwable lastCause() {
        return lastCause;
    }

    final FailureContext facts(@Nullable Duration retryAfter) {
        return new FailureContext(requestNo, attempts, lastResponse, retryAfter, query);
    }
}
