package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.model.DeliveryOptions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long to wait before an attempt: a random time under a bound that doubles, or longer if the exchange asks for it. */
final class Backoff {
    private static final Pattern SECONDS = Pattern.compile("0*(\\d+)");

    // More than 31 years: whoever asks for that does not want to be called again, and it still fits a long in
    // nanoseconds.
    private static final Duration VERY_LONG = Duration.ofSeconds(999_999_999);
    private static final int VERY_LONG_DIGITS = 9;

    private static final int MAX_DOUBLINGS = 30;

    private final Clock clock;

    Backoff(Clock clock) {
        this.clock = clock;
    }

    /** Full jitter: many callers that failed together do not come back together. */
    static Duration jittered(DeliveryOptions options, int attemptsMade) {
        Duration initial = Objects.requireNonNull(options.initialBackoff());
        Duration longest = Objects.requireNonNull(options.maxBackoff());
        // An hour doubled thirty times still fits a Duration.
        Duration bound = initial.multipliedBy(1L << Math.min(attemptsMade - 1, MAX_DOUBLINGS));
        long nanos = (bound.compareTo(longest) < 0 ? bound : longest).toNanos();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos + 1));
    }

    /**
     * Reads Retry-After, as seconds or as an HTTP date; anything else is as if it were absent. More than can be counted is
     * very long.
     */
    Optional<Duration> asked(Optional<String> retryAfter) {
        return retryAfter.map(String::strip).flatMap(text -> {
            Matcher seconds = SECONDS.matcher(text);
            return seconds.matches() ? Optional.of(seconds(seconds.group(1))) : untilDate(text);
        });
    }

    private static Duration seconds(String digits) {
        return digits.length() > VERY_LONG_DIGITS ? VERY_LONG : Duration.ofSeconds(Long.parseLong(digits));
    }

    private Optional<Duration> untilDate(String text) {
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), date);
            if (wait.isNegative()) {
                return Optional.of(Duration.ZERO);
            }
            return Optional.of(wait.compareTo(VERY_LONG) > 0 ? VERY_LONG : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
