package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.delivery.observation.AttemptKind;
import io.github.kycsharing.delivery.observation.AttemptReport;
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
     * @throws io.github.kycsharing.error.KycSharingException if no further attempt can help
     */
    <R> Optional<R> addTo(History<R> history);

    /** What an observer is told of it. */
    AttemptReport report();

    /** How long the exchange asks to wait, as it says it. */
    default Optional<String> retryAfter() {
        return Optional.empty();
    }

    /** The exchange took the record, or answered the query. */
    record Accepted(ExchangeAnswer answer) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.accepted(answer);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.ACCEPTED, answer);
        }
    }

    /** The exchange has seen this requestNo before. */
    record Duplicate(ExchangeAnswer answer) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.duplicate(answer);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.DUPLICATE, answer);
        }
    }

    /** The exchange refused the record; trying again cannot help. */
    record Rejected(ExchangeAnswer answer) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.rejected(answer);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.REJECTED, answer);
        }
    }

    /** HTTP 403 and no answer of the exchange: this machine may not call. */
    record AccessDenied() implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.accessDenied();
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.ACCESS_DENIED);
        }
    }

    /** Something was sent and what came back is not the exchange's answer; most likely it would come back again. */
    record Unreadable(String seen) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.unreadable(seen);
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.UNREADABLE);
        }
    }

    /** Something was sent and what came back is the answer to another request: these fields of it say so. */
    record Mismatched(int status, List<String> fields) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.mismatched("HTTP " + status + " with an answer to another request", fields);
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.UNREADABLE);
        }
    }

    /** The exchange said that it failed; the requestNo may be used up, or not. */
    record SystemError(ExchangeAnswer answer, Optional<String> retryAfter) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.systemError(answer);
        }

        @Override
        public AttemptReport report() {
            return answered(AttemptKind.SYSTEM_ERROR, answer);
        }
    }

    /** No byte was sent. */
    record NotConnected(Throwable cause) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.notConnected(cause);
        }

        @Override
        public AttemptReport report() {
            return unanswered(AttemptKind.NOT_CONNECTED);
        }
    }

    /** Something was sent and nothing came back that tells what became of it; trying again may tell. */
    record NoAnswer(
            String seen,
            @Nullable ExchangeAnswer answer,
            Optional<String> retryAfter,
            @Nullable Throwable cause) implements AttemptOutcome {
        @Override
        public <R> Optional<R> addTo(History<R> history) {
            return history.lost(seen, answer, cause);
        }

        @Override
        public AttemptReport report() {
            return answer == null ? unanswered(AttemptKind.NO_ANSWER) : answered(AttemptKind.NO_ANSWER, answer);
        }
    }

    private static AttemptReport answered(AttemptKind kind, ExchangeAnswer answer) {
        return new AttemptReport(kind, OptionalInt.of(answer.httpStatus()), Optional.of(answer.code()));
    }

    private static AttemptReport unanswered(AttemptKind kind) {
        return new AttemptReport(kind, OptionalInt.empty(), Optional.empty());
    }
}
