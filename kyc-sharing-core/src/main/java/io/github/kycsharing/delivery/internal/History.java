package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.delivery.ShareResult;
import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.error.Facts;
import io.github.kycsharing.error.KycAccessDeniedException;
import io.github.kycsharing.error.KycDuplicateRequestException;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycOutcomeUnknownException;
import io.github.kycsharing.error.KycRejectedException;
import io.github.kycsharing.error.KycSharingException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one submission have proved so far, and what may therefore be told to the caller. Two facts decide:
 * whether an attempt may have taken effect without an answer, and whether one was answered with a system error.
 */
final class History {
    private final String requestNo;
    private boolean mayHaveArrived;
    private boolean systemErrorSeen;
    private int attempts;
    private Instant firstAttemptAt = Instant.EPOCH;
    private Instant lastAttemptAt = Instant.EPOCH;
    private String lastSeen = "nothing";
    private @Nullable ExchangeAnswer lastAnswer;
    private @Nullable Throwable lastCause;

    /** A submission that another process may have made before is one that may have arrived. */
    History(String requestNo, boolean resuming) {
        this.requestNo = requestNo;
        this.mayHaveArrived = resuming;
    }

    void attemptBegins(Instant now) {
        attempts++;
        firstAttemptAt = attempts == 1 ? now : firstAttemptAt;
        lastAttemptAt = now;
    }

    int attempts() {
        return attempts;
    }

    ShareResult accepted(ExchangeAnswer answer) {
        return new ShareResult(requestNo, Verdict.ACCEPTED, answer, attempts);
    }

    /** DUPLICATE_REQUEST proves that a lost attempt arrived, unless a system error may have used the number up. */
    ShareResult duplicate(ExchangeAnswer answer) {
        if (mayHaveArrived && !systemErrorSeen) {
            return new ShareResult(requestNo, Verdict.RECEIVED, answer, attempts);
        }
        see(answer, null);
        throw systemErrorSeen ? outcomeUnknown(null) : new KycDuplicateRequestException(facts(null));
    }

    /** A refusal of this attempt does not tell what became of one that was lost before it. */
    KycSharingException rejected(ExchangeAnswer answer) {
        see(answer, null);
        return mayHaveArrived ? outcomeUnknown(null) : new KycRejectedException(facts(null));
    }

    KycSharingException accessDenied() {
        lastSeen = "HTTP 403: this IP address is not allow-listed";
        return mayHaveArrived ? outcomeUnknown(null) : new KycAccessDeniedException(facts(null));
    }

    KycSharingException unreadable(String seen) {
        lost(seen, null, null);
        return outcomeUnknown(null);
    }

    void systemError(ExchangeAnswer answer) {
        see(answer, null);
        systemErrorSeen = true;
    }

    void notConnected(Throwable cause) {
        lastSeen = "no connection";
        lastCause = cause;
    }

    void lost(String seen, @Nullable ExchangeAnswer answer, @Nullable Throwable cause) {
        mayHaveArrived = true;
        lastAnswer = answer == null ? lastAnswer : answer;
        lastSeen = seen;
        lastCause = cause;
    }

    /** What to tell when there will be no further attempt. */
    KycSharingException givenUp(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        if (mayHaveArrived) {
            return outcomeUnknown(retryAfter);
        }
        if (systemErrorSeen) {
            return new KycRejectedException(facts(retryAfter));
        }
        return new KycNotSentException(reason, "not sent, " + why, facts(retryAfter), lastCause);
    }

    private void see(ExchangeAnswer answer, @Nullable Throwable cause) {
        lastAnswer = answer;
        lastSeen = "the answer " + answer.code() + " (HTTP " + answer.httpStatus() + ")";
        lastCause = cause;
    }

    private KycOutcomeUnknownException outcomeUnknown(@Nullable Duration retryAfter) {
        return new KycOutcomeUnknownException(
                facts(retryAfter), firstAttemptAt, lastAttemptAt, lastSeen, systemErrorSeen, lastCause);
    }

    private Facts facts(@Nullable Duration retryAfter) {
        return new Facts(requestNo, attempts, lastAnswer, retryAfter);
    }
}
