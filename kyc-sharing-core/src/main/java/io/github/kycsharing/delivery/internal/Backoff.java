package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.delivery.DeliveryOptions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** How long to wait before an attempt: a random time under a bound that doubles, or longer if the exchange asks for it. */
final class Backoff {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final int MOST_DOUBLINGS = 30;

    private final Clock clock;

    Backoff(Clock clock) {
        this.clock = clock;
    }

    /** Full jitter: many callers that failed together do not come back together. */
    static Duration jittered(DeliveryOptions options, int attemptsMade) {
        Duration initial = Objects.requireNonNull(options.initialBackoff());
        Duration longest = Objects.requireNonNull(options.maxBackoff());
        // An hour doubled thirty times still fits a Duration.
        Duration bound = initial.multipliedBy(1L << Math.min(attemptsMade - 1, MOST_DOUBLINGS));
        long nanos = (bound.compareTo(longest) < 0 ? bound : longest).toNanos();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos + 1));
    }

    /** Reads Retry-After, as seconds or as an HTTP date; anything else is as if it were absent. */
    Optional<Duration> asked(Optional<String> retryAfter) {
        return retryAfter
                .map(String::strip)
                .flatMap(text -> SECONDS.matcher(text).matches()
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : untilDate(text));
    }

    private Optional<Duration> untilDate(String text) {
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), date);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
