package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one submission have proved so far. Two facts decide: whether an attempt may have taken effect without
 * a response, and whether one was answered with a system error.
 */
final class SubmissionTracker extends AttemptTracker<ShareResult> {
    private boolean mayHaveArrived;
    private boolean systemErrorSeen;

    /** A submission that another process may have made before is one that may have arrived. */
    SubmissionTracker(String requestNo, boolean resuming) {
        super(requestNo, false);
        this.mayHaveArrived = resuming;
    }

    @Override
    Optional<ShareResult> accepted(ExchangeResponse response) {
        return Optional.of(new ShareResult(requestNo(), Verdict.ACCEPTED, response, attempts()));
    }

    /** DUPLICATE_REQUEST proves that a lost attempt arrived, unless a system error may have used the number up. */
    @Override
    Optional<ShareResult> duplicate(ExchangeResponse response) {
        if (mayHaveArrived && !systemErrorSeen) {
            return Optional.of(new ShareResult(requestNo(), Verdict.RECEIVED, response, attempts()));
        }
        see(response);
        throw systemErrorSeen ? outcomeUnknown(null) : new KycDuplicateRequestException(facts(null));
    }

    /** A refusal of this attempt does not tell what became of one that was lost before it. */
    @Override
    Optional<ShareResult> rejected(ExchangeResponse response) {
        see(response);
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
    Optional<ShareResult> systemError(ExchangeResponse response) {
        see(response);
        systemErrorSeen = true;
        return Optional.empty();
    }

    @Override
    Optional<ShareResult> lost(String seen, @Nullable ExchangeResponse response, @Nullable Throwable cause) {
        mayHaveArrived = true;
        see(seen, response, cause);
        return Optional.empty();
    }

    @Override
    KycSharingException onExhausted(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
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
