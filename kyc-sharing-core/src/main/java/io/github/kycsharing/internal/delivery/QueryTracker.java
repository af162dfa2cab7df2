package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycResponseMismatchException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the attempts of one query. A query changes nothing, so each attempt counts on its own: every temporary failure is
 * retried, a refusal is final even after a lost attempt, and when the attempts are exhausted, the last one determines the
 * exception.
 *
 * @param <R> the result of the call
 */
final class QueryTracker<R> extends AttemptTracker<R> {
    private final Function<ExchangeResponse, Optional<R>> reader;
    private boolean sent;
    private List<String> mismatch = List.of();

    /** Creates a tracker; the reader's result is empty for a response without the data that the call needs. */
    QueryTracker(Operation operation, String id, Function<ExchangeResponse, Optional<R>> reader) {
        super(operation, id);
        this.reader = reader;
    }

    /** A success without the data that the call needs is unreadable. */
    @Override
    AttemptOutcome classify(AttemptOutcome outcome) {
        return outcome.readableBy(reader);
    }

    @Override
    Optional<R> apply(AttemptOutcome outcome) {
        record(outcome);
        switch (outcome.kind()) {
            case ACCEPTED -> {
                return reader.apply(outcome.requireResponse());
            }
            // A query has no requestNo on the wire, so a duplicate is a refusal like any other.
            case DUPLICATE, REJECTED -> throw new KycRejectedException(context(null));
            case ACCESS_DENIED -> throw new KycAccessDeniedException(context(null));
            case UNREADABLE -> {
                sent = true;
                retryMismatchOnce(outcome);
            }
            case SYSTEM_ERROR, NO_RESPONSE -> sent = true;
            case NOT_CONNECTED -> {
                // Nothing was sent, so nothing changes.
            }
        }
        return Optional.empty();
    }

    /** Retries once on a fresh connection, since a reused one may have mixed up responses. A second mismatch ends the call. */
    private void retryMismatchOnce(AttemptOutcome outcome) {
        if (outcome.isMismatch()) {
            boolean repeated = needsFreshConnection();
            mismatch = outcome.mismatch();
            if (repeated) {
                throw new KycResponseMismatchException(context(null), mismatch);
            }
        }
    }

    @Override
    boolean needsFreshConnection() {
        return !mismatch.isEmpty();
    }

    @Override
    KycSharingException onExhausted(KycNotSentException.Reason reason, String why, @Nullable Duration retryAfter) {
        AttemptOutcome last = last();
        if (last != null && last.kind() == AttemptKind.SYSTEM_ERROR) {
            return new KycRejectedException(context(retryAfter));
        }
        if (last != null && last.isMismatch()) {
            return new KycResponseMismatchException(context(retryAfter), last.mismatch());
        }
        return sent
                ? new KycNoResponseException(context(retryAfter), lastSeen(), lastCause())
                : new KycNotSentException(reason, "not sent, " + why, context(retryAfter), lastCause());
    }
}
