package io.github.kycsharing;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.internal.delivery.Backoff;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.KycStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Schedule of the polls of one wait: intervals, timeout and result. Used by one thread at a time. */
final class PollSchedule {
    private static final Set<Reason> TRANSIENT = EnumSet.of(
            Reason.NO_CONNECTION,
            Reason.RATE_LIMITED,
            Reason.SIGNING_FAILED,
            Reason.DEADLINE_EXCEEDED,
            Reason.QUEUE_FULL,
            Reason.NO_THREAD);
    private static final Duration MAX_CALL = Duration.ofHours(1);

    private final AwaitOptions options;
    private final DeliveryOptions delivery;
    private final long end;
    private final Duration reserve;
    private int queries;
    private boolean lastQueryUsed;
    private Optional<KycStatus> status = Optional.empty();
    private Optional<KycSharingException> lastFailure = Optional.empty();

    PollSchedule(AwaitOptions options, DeliveryOptions defaults) {
        this.options = options;
        this.delivery = options.delivery().withDefaults(defaults);
        this.end = System.nanoTime() + options.timeout().toNanos();
        this.reserve = Backoff.shorter(Duration.ofSeconds(1), options.timeout().dividedBy(10));
    }

    /** Delivery options of the next query, within the time that is left. */
    DeliveryOptions nextQuery() {
        queries++;
        Duration left = Backoff.shorter(Backoff.longer(left(), Duration.ofMillis(1)), MAX_CALL);
        Duration total = Backoff.shorter(Objects.requireNonNull(delivery.totalTimeout()), left);
        return new DeliveryOptions(delivery.maxAttempts(), delivery.initialBackoff(), delivery.maxBackoff(), total);
    }

    /** Records a status; true if it is final. */
    boolean record(KycStatus received) {
        status = Optional.of(received);
        lastFailure = Optional.empty();
        return received.isFinal();
    }

    /** Records a failure; true if it is temporary, so that polling continues. */
    boolean isTransient(KycSharingException failure) {
        lastFailure = Optional.of(failure);
        return failure instanceof KycNoResponseException
                || (failure instanceof KycNotSentException notSent && TRANSIENT.contains(notSent.reason()))
                || (failure instanceof KycRejectedException && isSystemError(failure));
    }

    private static boolean isSystemError(KycSharingException failure) {
        return failure.code()
                .flatMap(ExchangeCode::documented)
                .filter(DocumentedCode::isSystemError)
                .isPresent();
    }

    /** Interval before the next query; empty if there is no time for one. */
    Optional<Duration> interval() {
        Duration left = left();
        Duration requested =
                lastFailure.flatMap(KycSharingException::retryAfter).orElse(Duration.ZERO);
        Duration interval =
                Backoff.longer(Backoff.interval(options.firstInterval(), options.maxInterval(), queries), requested);
        if (interval.plus(reserve).compareTo(left) < 0) {
            return Optional.of(interval);
        }
        // One more query shortly before the end, unless the exchange requested a longer wait.
        Duration rest = left.minus(reserve);
        if (lastQueryUsed || rest.isNegative() || rest.isZero() || requested.compareTo(rest) > 0) {
            return Optional.empty();
        }
        lastQueryUsed = true;
        return Optional.of(rest);
    }

    AwaitedStatus result() {
        return new AwaitedStatus(status, queries, lastFailure);
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
