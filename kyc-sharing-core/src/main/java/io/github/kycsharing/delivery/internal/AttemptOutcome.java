package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.delivery.ShareResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt ended with, sorted by what it proves. */
sealed interface AttemptOutcome {
    /**
     * Adds this outcome to what is known.
     *
     * @return the result, or empty if another attempt may tell more
     * @throws io.github.kycsharing.error.KycSharingException if no further attempt can help
     */
    Optional<ShareResult> addTo(History history);

    /** How long the exchange asks to wait, as it says it. */
    default Optional<String> retryAfter() {
        return Optional.empty();
    }

    /** The exchange took the record. */
    record Accepted(ExchangeAnswer answer) implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            return Optional.of(history.accepted(answer));
        }
    }

    /** The exchange has seen this requestNo before. */
    record Duplicate(ExchangeAnswer answer) implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            return Optional.of(history.duplicate(answer));
        }
    }

    /** The exchange refused the record; trying again cannot help. */
    record Rejected(ExchangeAnswer answer) implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            throw history.rejected(answer);
        }
    }

    /** HTTP 403 and no answer of the exchange: this machine may not call. */
    record AccessDenied() implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            throw history.accessDenied();
        }
    }

    /** Something was sent and what came back is not the exchange's answer; it would come back again. */
    record Unreadable(String seen) implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            throw history.unreadable(seen);
        }
    }

    /** The exchange said that it failed; the requestNo may be used up, or not. */
    record SystemError(ExchangeAnswer answer, Optional<String> retryAfter) implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            history.systemError(answer);
            return Optional.empty();
        }
    }

    /** No byte was sent. */
    record NotConnected(Throwable cause) implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            history.notConnected(cause);
            return Optional.empty();
        }
    }

    /** Something was sent and nothing came back that tells what became of it; trying again may tell. */
    record NoAnswer(
            String seen,
            @Nullable ExchangeAnswer answer,
            Optional<String> retryAfter,
            @Nullable Throwable cause) implements AttemptOutcome {
        @Override
        public Optional<ShareResult> addTo(History history) {
            history.lost(seen, answer, cause);
            return Optional.empty();
        }
    }
}
