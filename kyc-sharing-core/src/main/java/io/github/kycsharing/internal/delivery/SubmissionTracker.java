package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareOutcome;
import io.github.kycsharing.model.ShareResult;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the attempts of one submission. Its outcome depends on two things: whether an attempt may have taken effect without a
 * response, and whether the exchange reported a system error.
 *
 * <pre>
 *                     mayHaveArrived = false          mayHaveArrived = true
 * ACCEPTED            result ACCEPTED                 result ACCEPTED
 * DUPLICATE           duplicate (*)                   result RECEIVED (*)
 * REJECTED            rejected                        outcome unknown
 * ACCESS_DENIED       access denied                   outcome unknown
 * UNREADABLE          outcome unknown                 outcome unknown
 * SYSTEM_ERROR        retry, systemErrorSeen          retry, systemErrorSeen
 * NO_RESPONSE         retry, mayHaveArrived           retry
 * NOT_CONNECTED       retry                           retry
 * no attempt left     not sent, or rejected (*)       outcome unknown
 * </pre>
 *
 * <p>(*) After a system error a duplicate proves nothing, since that attempt may have used the requestNo up: the outcome is
 * unknown. Without an attempt left, the system error is then the exchange's refusal.
 */
final class SubmissionTracker extends AttemptTracker<ShareResult> {
    private boolean mayHaveArrived;
    private boolean systemErrorSeen;

    /** Creates a tracker; a resumed submission may have arrived by an attempt of another process. */
    SubmissionTracker(String requestNo, boolean resuming) {
        super(resuming ? Operation.RESUME : Operation.SHARE, requestNo);
        this.mayHaveArrived = resuming;
    }

    @Override
    Optional<ShareResult> apply(AttemptOutcome outcome) {
        record(outcome);
        return switch (outcome.kind()) {
            case ACCEPTED -> result(ShareOutcome.ACCEPTED, outcome);
            case DUPLICATE -> {
                // A duplicate proves that a lost attempt arrived, unless a system error may have used the requestNo up.
                if (mayHaveArrived && !systemErrorSeen) {
                    yield result(ShareOutcome.RECEIVED, outcome);
                }
                throw systemErrorSeen ? outcomeUnknown(null) : new KycDuplicateRequestException(context(null));
            }
            case REJECTED ->
                // A refusal of this attempt says nothing about an earlier one that was lost.
                throw mayHaveArrived ? outcomeUnknown(null) : new KycRejectedException(context(null));
            case ACCESS_DENIED ->
                throw mayHaveArrived ? outcomeUnknown(null) : new KycAccessDeniedException(context(null));
            case UNREADABLE -> {
                // A retry would most likely end the same way: only resuming or the status query can resolve it.
                mayHaveArrived = true;
                throw outcomeUnknown(null);
            }
            case SYSTEM_ERROR -> {
                systemErrorSeen = true;
                yield Optional.empty();
            }
            case NO_RESPONSE -> {
                mayHaveArrived = true;
                yield Optional.empty();
            }
            case NOT_CONNECTED -> Optional.empty();
        };
    }

    private Optional<ShareResult> result(ShareOutcome outcome, AttemptOutcome attempt) {
        return Optional.of(new ShareResult(requestNo(), outcome, attempt.requireResponse(), attempts()));
    }

    @Override
    KycSharingException onExhausted(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        if (mayHaveArrived) {
            return outcomeUnknown(retryAfter);
        }
        if (systemErrorSeen) {
            return new KycRejectedException(context(retryAfter));
        }
        return new KycNotSentException(reason, "not sent, " + why, context(retryAfter), lastCause());
    }

    private KycOutcomeUnknownException outcomeUnknown(@Nullable Duration retryAfter) {
        return new KycOutcomeUnknownException(
                context(retryAfter), firstAttemptAt(), lastAttemptAt(), lastSeen(), systemErrorSeen, lastCause());
    }
}
