package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.delivery.ShareResult;
import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.error.KycAccessDeniedException;
import io.github.kycsharing.error.KycDuplicateRequestException;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycOutcomeUnknownException;
import io.github.kycsharing.error.KycRejectedException;
import io.github.kycsharing.error.KycSharingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one submission have proved so far. Two facts decide: whether an attempt may have taken effect without
 * an answer, and whether one was answered with a system error.
 */
final class SubmissionHistory extends History<ShareResult> {
    private boolean mayHaveArrived;
    private boolean systemErrorSeen;

    /** A submission that another process may have made before is one that may have arrived. */
    SubmissionHistory(String requestNo, boolean resuming) {
        super(requestNo, false);
        this.mayHaveArrived = resuming;
    }

    @Override
    Optional<ShareResult> accepted(ExchangeAnswer answer) {
        return Optional.of(new ShareResult(requestNo(), Verdict.ACCEPTED, answer, attempts()));
    }

    /** DUPLICATE_REQUEST proves that a lost attempt arrived, unless a system error may have used the number up. */
    @Override
    Optional<ShareResult> duplicate(ExchangeAnswer answer) {
        if (mayHaveArrived && !systemErrorSeen) {
            return Optional.of(new ShareResult(requestNo(), Verdict.RECEIVED, answer, attempts()));
        }
        see(answer);
        throw systemErrorSeen ? outcomeUnknown(null) : new KycDuplicateRequestException(facts(null));
    }

    /** A refusal of this attempt does not tell what became of one that was lost before it. */
    @Override
    Optional<ShareResult> rejected(ExchangeAnswer answer) {
        see(answer);
        throw mayHaveArrived ? outcomeUnknown(null) : new KycRejectedException(facts(null));
    }

    @Override
    Optional<ShareResult> accessDenied() {
        see("HTTP 403: this IP address is not allow-listed", null, lastCause());
        throw mayHaveArrived ? outcomeUnknown(null) : new KycAccessDeniedException(facts(null));
    }

    /** It may have arrived, and would come back again: only a resumed submission or the status can tell. */
    @Override
    Optional<ShareResult> unreadable(String seen) {
        lost(seen, null, null);
        throw outcomeUnknown(null);
    }

    /** The connection is not to be trusted, and whether the record arrived is not known. */
    @Override
    Optional<ShareResult> mismatched(String seen, List<String> fields) {
        return unreadable(seen + ", another " + String.join(", ", fields));
    }

    @Override
    Optional<ShareResult> systemError(ExchangeAnswer answer) {
        see(answer);
        systemErrorSeen = true;
        return Optional.empty();
    }

    @Override
    Optional<ShareResult> lost(String seen, @Nullable ExchangeAnswer answer, @Nullable Throwable cause) {
        mayHaveArrived = true;
        see(seen, answer, cause);
        return Optional.empty();
    }

    @Override
    KycSharingException givenUp(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        if (mayHaveArrived) {
            return outcomeUnknown(retryAfter);
        }
        if (systemErrorSeen) {
            return new KycRejectedException(facts(retryAfter));
        }
        return new KycNotSentException(reason, "not sent, " + why, facts(retryAfter), lastCause());
    }

    private KycOutcomeUnknownException outcomeUnknown(@Nullable Duration retryAfter) {
        return new KycOutcomeUnknownException(
                facts(retryAfter), firstAttemptAt(), lastAttemptAt(), lastSeen(), systemErrorSeen, lastCause());
    }
}
