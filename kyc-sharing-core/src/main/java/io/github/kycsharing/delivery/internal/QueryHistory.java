package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.error.KycAccessDeniedException;
import io.github.kycsharing.error.KycNoAnswerException;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycRejectedException;
import io.github.kycsharing.error.KycResponseMismatchException;
import io.github.kycsharing.error.KycSharingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one query have proved so far. A query changes nothing, so each attempt stands for itself: whatever may
 * pass is tried again, a refusal is a refusal whatever was lost before it, and in the end the last attempt is what is told.
 */
final class QueryHistory extends History<ExchangeAnswer> {
    private boolean sent;
    private boolean lastWasSystemError;
    private List<String> mismatch = List.of();
    private boolean lastWasMismatch;

    QueryHistory(String id) {
        super(id, true);
    }

    /** An answer without the asked-for object tells nothing; one whose data is absent says just that. */
    @Override
    AttemptOutcome judge(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.Accepted accepted && !hasReadableData(accepted.answer())
                ? new AttemptOutcome.Unreadable(
                        "HTTP " + accepted.answer().httpStatus() + " with an answer whose data is no object")
                : outcome;
    }

    private static boolean hasReadableData(ExchangeAnswer answer) {
        return answer.data().isEmpty() || answer.data().get() instanceof Map<?, ?>;
    }

    @Override
    Optional<ExchangeAnswer> accepted(ExchangeAnswer answer) {
        return Optional.of(answer);
    }

    /** A query has no requestNo to be a duplicate of, so this is a refusal like any other. */
    @Override
    Optional<ExchangeAnswer> duplicate(ExchangeAnswer answer) {
        return rejected(answer);
    }

    @Override
    Optional<ExchangeAnswer> rejected(ExchangeAnswer answer) {
        see(answer);
        throw new KycRejectedException(facts(null));
    }

    @Override
    Optional<ExchangeAnswer> accessDenied() {
        throw new KycAccessDeniedException(facts(null));
    }

    @Override
    Optional<ExchangeAnswer> unreadable(String seen) {
        return lost(seen, null, null);
    }

    /** Once, the connection may have mixed up its responses. Twice, on a fresh one, it is the exchange that says so. */
    @Override
    Optional<ExchangeAnswer> mismatched(String seen, List<String> fields) {
        boolean again = !mismatch.isEmpty();
        lost(seen, null, null);
        mismatch = fields;
        lastWasMismatch = true;
        if (again) {
            throw new KycResponseMismatchException(facts(null), fields);
        }
        return Optional.empty();
    }

    @Override
    boolean needsFreshConnection() {
        return !mismatch.isEmpty();
    }

    @Override
    Optional<ExchangeAnswer> systemError(ExchangeAnswer answer) {
        sent = true;
        lastWasSystemError = true;
        lastWasMismatch = false;
        see(answer);
        return Optional.empty();
    }

    @Override
    Optional<ExchangeAnswer> lost(String seen, @Nullable ExchangeAnswer answer, @Nullable Throwable cause) {
        sent = true;
        lastWasSystemError = false;
        lastWasMismatch = false;
        see(seen, answer, cause);
        return Optional.empty();
    }

    @Override
    Optional<ExchangeAnswer> notConnected(Throwable cause) {
        lastWasSystemError = false;
        lastWasMismatch = false;
        return super.notConnected(cause);
    }

    @Override
    KycSharingException givenUp(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        if (lastWasSystemError) {
            return new KycRejectedException(facts(retryAfter));
        }
        if (lastWasMismatch) {
            return new KycResponseMismatchException(facts(retryAfter), mismatch);
        }
        return sent
                ? new KycNoAnswerException(facts(retryAfter), lastSeen(), lastCause())
                : new KycNotSentException(reason, "not sent, " + why, facts(retryAfter), lastCause());
    }
}
