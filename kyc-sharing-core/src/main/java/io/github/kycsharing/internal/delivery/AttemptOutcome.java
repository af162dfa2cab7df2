package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.spi.AttemptKind;
import io.github.kycsharing.spi.AttemptReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What one attempt ended with, sorted by what it proves. */
sealed interface AttemptOutcome {
    /**
     * Adds this outcome to what is known.
     *
     * @return the result, or empty if another attempt may tell more
     * @throws io.github.kycsharing.exception.KycSharingException if no further attempt can help
     */
    <R> Optional<R> applyTo(AttemptTracker<R> history);

    /** What an observer is told of it. */
    AttemptReport report();

    /** How long the exchange asks to wait, as it says it. */
    default Optional<String> retryAfter() {
        return Optional.empty();
    }

    /** The exchange took the record, or answered the query. */
    record Accepted(ExchangeResponse response) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.accepted(response);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.ACCEPTED, response);
        }
    }

    /** The exchange has seen this requestNo before. */
    record Duplicate(ExchangeResponse response) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.duplicate(response);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.DUPLICATE, response);
        }
    }

    /** The exchange refused the record; trying again cannot help. */
    record Rejected(ExchangeResponse response) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.rejected(response);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.REJECTED, response);
        }
    }

    /** HTTP 403 and no response of the exchange: this machine may not call. */
    record AccessDenied() implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.accessDenied();
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.ACCESS_DENIED);
        }
    }

    /** Something was sent and what came back is not the exchange's response; most likely it would come back again. */
    record Unreadable(String seen) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.unreadable(seen);
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.UNREADABLE);
        }
    }

    /** Something was sent and what came back is the response to another request: these fields of it say so. */
    record Mismatched(int status, List<String> fields) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.mismatched("HTTP " + status + " with a response to another request", fields);
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.UNREADABLE);
        }
    }

    /** The exchange said that it failed; the requestNo may be used up, or not. */
    record SystemError(ExchangeResponse response, Optional<String> retryAfter) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.systemError(response);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.SYSTEM_ERROR, response);
        }
    }

    /** No byte was sent. */
    record NotConnected(Throwable cause) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.notConnected(cause);
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.NOT_CONNECTED);
        }
    }

    /** Something was sent and nothing came back that tells what became of it; trying again may tell. */
    record NoResponse(
            String seen,
            @Nullable ExchangeResponse response,
            Optional<String> retryAfter,
            @Nullable Throwable cause) implements AttemptOutcome {
        @Override
        public <R> Optional<R> applyTo(AttemptTracker<R> history) {
            return history.lost(seen, response, cause);
        }

        @Override
        public AttemptReport report() {
            return response == null ? unanswered(AttemptKind.NO_RESPONSE) : answered(AttemptKind.NO_RESPONSE, response);
        }
    }

    private static AttemptReport answered(AttemptKind kind, ExchangeResponse response) {
        return new AttemptReport(kind, OptionalInt.of(response.httpStatus()), Optional.of(response.code()));
    }

    private static AttemptReport unanswered(AttemptKind kind) {
        return new AttemptReport(kind, OptionalInt.empty(), Optional.empty());
    }
}
