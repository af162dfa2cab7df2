package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.error.Facts;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycSharingException;
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
abstract sealed class History<R> permits SubmissionHistory, QueryHistory {
    private final String requestNo;
    private final boolean query;
    private int attempts;
    private Instant firstAttemptAt = Instant.EPOCH;
    private Instant lastAttemptAt = Instant.EPOCH;
    private String lastSeen = "nothing";
    private @Nullable ExchangeAnswer lastAnswer;
    private @Nullable Throwable lastCause;

    History(String requestNo, boolean query) {
        this.requestNo = requestNo;
        this.query = query;
    }

    /** What this kind of call makes of an attempt, where it differs from what every call makes of it. */
    AttemptOutcome judge(AttemptOutcome outcome) {
        return outcome;
    }

    abstract Optional<R> accepted(ExchangeAnswer answer);

    abstract Optional<R> duplicate(ExchangeAnswer answer);

    abstract Optional<R> rejected(ExchangeAnswer answer);

    abstract Optional<R> accessDenied();

    abstract Optional<R> unreadable(String seen);

    /** What came back belongs to another request; it tells nothing about this one. */
    abstract Optional<R> mismatched(String seen, List<String> fields);

    /** Whether the next attempt must go over a connection that has carried no request before. */
    boolean needsFreshConnection() {
        return false;
    }

    abstract Optional<R> systemError(ExchangeAnswer answer);

    abstract Optional<R> lost(String seen, @Nullable ExchangeAnswer answer, @Nullable Throwable cause);

    /** What to tell when there will be no further attempt. */
    abstract KycSharingException givenUp(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter);

    Optional<R> notConnected(Throwable cause) {
        see("no connection", null, cause);
        return Optional.empty();
    }

    final void attemptBegins(Instant now) {
        attempts++;
        firstAttemptAt = attempts == 1 ? now : firstAttemptAt;
        lastAttemptAt = now;
    }

    final void see(ExchangeAnswer answer) {
        see("the answer " + answer.code() + " (HTTP " + answer.httpStatus() + ")", answer, null);
    }

    /** Remembers the last attempt; an answer stays the last one until there is another. */
    final void see(String seen, @Nullable ExchangeAnswer answer, @Nullable Throwable cause) {
        lastSeen = seen;
        lastAnswer = answer == null ? lastAnswer : answer;
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

    final Facts facts(@Nullable Duration retryAfter) {
        return new Facts(requestNo, attempts, lastAnswer, retryAfter, query);
    }
}
