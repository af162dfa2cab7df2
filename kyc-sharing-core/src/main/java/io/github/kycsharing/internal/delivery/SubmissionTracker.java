package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.AttemptKind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the attempts of one submission. The outcome depends on the evidence before an attempt: if an earlier attempt has left a
 * doubt, only an acceptance resolves it.
 *
 * <pre>
 *                     evidence is clean               evidence has a doubt     evidence gains
 * ACCEPTED            result                          result                   accepted (*)
 * DUPLICATE           duplicate                       outcome unknown          numberSeen (**)
 * REJECTED            rejected                        outcome unknown
 * ACCESS_DENIED       access denied                   outcome unknown
 * UNREADABLE          outcome unknown                 outcome unknown          mayHaveArrived
 * SYSTEM_ERROR        retry                           retry                    systemErrorPossible
 * NO_RESPONSE         retry                           retry                    mayHaveArrived
 * NOT_CONNECTED       retry                           retry
 * no attempt left     not sent                        outcome unknown (***)
 * </pre>
 *
 * <p>(*) With mayHaveArrived and numberSeen, which an acceptance proves too.
 *
 * <p>(**) A duplicate with clean evidence may come from a submission of this very request that this call does not know of, so
 * mayHaveArrived and systemErrorPossible go up too.
 *
 * <p>(***) Rejected if the doubt is a system error only and this call has seen it: the exchange has refused every attempt that it
 * received. The exception then carries the doubt.
 */
final class SubmissionTracker extends AttemptTracker<ShareResult> {
    private Evidence evidence;
    private boolean systemErrorSeen;

    /** Creates a tracker with the evidence of earlier calls. */
    SubmissionTracker(Operation operation, String requestNo, Evidence evidence) {
        super(operation, requestNo);
        this.evidence = evidence;
    }

    @Override
    Optional<ShareResult> apply(AttemptOutcome outcome) {
        record(outcome);
        boolean clean = evidence.isClean();
        evidence = evidence.and(provenBy(outcome.kind(), clean));
        return switch (outcome.kind()) {
            case ACCEPTED -> Optional.of(new ShareResult(requestNo(), outcome.requireResponse(), attempts(), evidence));
            case DUPLICATE -> throw clean ? new KycDuplicateRequestException(context(null)) : outcomeUnknown(null);
            // A refusal of this attempt says nothing about an earlier one.
            case REJECTED -> throw clean ? new KycRejectedException(context(null)) : outcomeUnknown(null);
            case ACCESS_DENIED -> throw clean ? new KycAccessDeniedException(context(null)) : outcomeUnknown(null);
            // A retry would most likely end the same way.
            case UNREADABLE -> throw outcomeUnknown(null);
            case SYSTEM_ERROR -> {
                systemErrorSeen = true;
                yield Optional.empty();
            }
            case NO_RESPONSE, NOT_CONNECTED -> Optional.empty();
        };
    }

    private static Evidence provenBy(AttemptKind kind, boolean clean) {
        return switch (kind) {
            case ACCEPTED -> Evidence.ACCEPTED;
            case DUPLICATE -> clean ? Evidence.NUMBER_SEEN.and(Evidence.CRASHED) : Evidence.NUMBER_SEEN;
            case UNREADABLE, NO_RESPONSE -> Evidence.MAY_HAVE_ARRIVED;
            case SYSTEM_ERROR -> Evidence.SYSTEM_ERROR_POSSIBLE;
            case REJECTED, ACCESS_DENIED, NOT_CONNECTED -> Evidence.NONE;
        };
    }

    @Override
    Evidence evidence() {
        return evidence;
    }

    @Override
    KycSharingException onExhausted(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        if (evidence.isClean()) {
            return new KycNotSentException(reason, "not sent, " + why, context(retryAfter), lastCause());
        }
        return systemErrorSeen && evidence.equals(Evidence.SYSTEM_ERROR_POSSIBLE)
                ? new KycRejectedException(context(retryAfter))
                : outcomeUnknown(retryAfter);
    }

    private KycOutcomeUnknownException outcomeUnknown(@Nullable Duration retryAfter) {
        return new KycOutcomeUnknownException(
                context(retryAfter), firstAttemptAt(), lastAttemptAt(), lastSeen(), lastCause());
    }
}
