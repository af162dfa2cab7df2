package io.github.kycsharing;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.RetryAdvice;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** When to ask again for a status, and when to stop. One for each wait, used by one thread at a time. */
final class PollSchedule {
    private static final Set<Reason> PASSING = EnumSet.of(
            Reason.NO_CONNECTION,
            Reason.RATE_LIMITED,
            Reason.SIGNING_FAILED,
            Reason.DEADLINE_EXCEEDED,
            Reason.QUEUE_FULL,
            Reason.NO_THREAD);
    private static final Duration MAX_CALL = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 30;

    private final AwaitOptions options;
    private final DeliveryOptions delivery;
    private final long end;
    private final Duration reserve;
    private int queries;
    private boolean askedLast;
    private Optional<KycStatus> status = Optional.empty();
    private Optional<KycSharingException> lastFailure = Optional.empty();

    PollSchedule(AwaitOptions options, DeliveryOptions fallback) {
        this.options = options;
        this.delivery = options.delivery().orElse(fallback);
        this.end = System.nanoTime() + options.timeout().toNanos();
        this.reserve = shorter(Duration.ofSeconds(1), options.timeout().dividedBy(10));
    }

    /** How hard to try the next query: not beyond the time that is left. */
    DeliveryOptions nextQuery() {
        queries++;
        Duration left = shorter(longer(left(), Duration.ofMillis(1)), MAX_CALL);
        Duration total = shorter(Objects.requireNonNull(delivery.totalTimeout()), left);
        return new DeliveryOptions(delivery.maxAttempts(), delivery.initialBackoff(), delivery.maxBackoff(), total);
    }

    /** Takes note of a status; true if it ends the wait. */
    boolean told(KycStatus answered) {
        status = Optional.of(answered);
        lastFailure = Optional.empty();
        return answered.isFinal();
    }

    /** Takes note of a failure; true if it may pass. */
    boolean isTransient(KycSharingException failure) {
        lastFailure = Optional.of(failure);
        return failure instanceof KycNoResponseException
                || (failure instanceof KycNotSentException notSent && PASSING.contains(notSent.reason()))
                || (failure instanceof KycRejectedException && isSystemError(failure));
    }

    private static boolean isSystemError(KycSharingException failure) {
        return failure.code()
                .flatMap(ExchangeCode::documented)
                .map(DocumentedCode::retryAdvice)
                .filter(advice -> advice != RetryAdvice.NO)
                .isPresent();
    }

    /** The pause before the next query; empty if there is no time for one. */
    Optional<Duration> pause() {
        Duration left = left();
        Duration asked = lastFailure.flatMap(KycSharingException::retryAfter).orElse(Duration.ZERO);
        Duration pause = longer(jittered(), asked);
        if (pause.plus(reserve).compareTo(left) < 0) {
            return Optional.of(pause);
        }
        // One more query shortly before the end, unless the exchange asked for more time than there is.
        Duration rest = left.minus(reserve);
        if (askedLast || rest.isNegative() || rest.isZero() || asked.compareTo(rest) > 0) {
            return Optional.empty();
        }
        askedLast = true;
        return Optional.of(rest);
    }

    private Duration jittered() {
        Duration grown = options.firstInterval().multipliedBy(1L << Math.min(queries - 1, MAX_DOUBLINGS));
        long bound = shorter(grown, options.maxInterval()).toNanos();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }

    AwaitedStatus result() {
        return new AwaitedStatus(status, queries, lastFailure);
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
