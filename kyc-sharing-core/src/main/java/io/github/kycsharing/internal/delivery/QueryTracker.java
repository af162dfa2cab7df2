package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycResponseMismatchException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ExchangeResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one query have proved so far. A query changes nothing, so each attempt stands for itself: whatever may
 * pass is tried again, a refusal is a refusal whatever was lost before it, and in the end the last attempt is what is told.
 */
final class QueryTracker extends AttemptTracker<ExchangeResponse> {
    private boolean sent;
    private boolean lastWasSystemError;
    private List<String> mismatch = List.of();
    private boolean lastWasMismatch;

    QueryTracker(String id) {
        super(id, true);
    }

    /** A response without the asked-for object tells nothing; one whose data is absent says just that. */
    @Override
    AttemptOutcome classify(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.Accepted accepted && !hasReadableData(accepted.response())
                ? new AttemptOutcome.Unreadable(
                        "HTTP " + accepted.response().httpStatus() + " with a response whose data is no object")
                : outcome;
    }

    private static boolean hasReadableData(ExchangeResponse response) {
        return response.data().isEmpty() || response.data().get() instanceof Map<?, ?>;
    }

    @Override
    Optional<ExchangeResponse> accepted(ExchangeResponse response) {
        return Optional.of(response);
    }

    /** A query has no requestNo to be a duplicate of, so this is a refusal like any other. */
    @Override
    Optional<ExchangeResponse> duplicate(ExchangeResponse response) {
        return rejected(response);
    }

    @Override
    Optional<ExchangeResponse> rejected(ExchangeResponse response) {
        see(response);
        throw new KycRejectedException(facts(null));
    }

    @Override
    Optional<ExchangeResponse> accessDenied() {
        throw new KycAccessDeniedException(facts(null));
    }

    @Override
    Optional<ExchangeResponse> unreadable(String seen) {
        return lost(seen, null, null);
    }

    /** Once, the connection may have mixed up its responses. Twice, on a fresh one, it is the exchange that says so. */
    @Override
    Optional<ExchangeResponse> mismatched(String seen, List<String> fields) {
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
    Optional<ExchangeResponse> systemError(ExchangeResponse response) {
        sent = true;
        lastWasSystemError = true;
        lastWasMismatch = false;
        see(response);
        return Optional.empty();
    }

    @Override
    Optional<ExchangeResponse> lost(String seen, @Nullable ExchangeResponse response, @Nullable Throwable cause) {
        sent = true;
        lastWasSystemError = false;
        lastWasMismatch = false;
        see(seen, response, cause);
        return Optional.empty();
    }

    @Override
    Optional<ExchangeResponse> notConnected(Throwable cause) {
        lastWasSystemError = false;
        lastWasMismatch = false;
        return super.notConnected(cause);
    }

    @Override
    KycSharingException onExhausted(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        if (lastWasSystemError) {
            return new KycRejectedException(facts(retryAfter));
        }
        if (lastWasMismatch) {
            return new KycResponseMismatchException(facts(retryAfter), mismatch);
        }
        return sent
                ? new KycNoResponseException(facts(retryAfter), lastSeen(), lastCause())
                : new KycNotSentException(reason, "not sent, " + why, facts(retryAfter), lastCause());
    }
}
