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

/** Back-off between attempts and between polls: a random time under a bound that doubles, or longer if the exchange requests it. */
public final class Backoff {
    private static final Pattern SECONDS = Pattern.compile("0*(\\d+)");

    // More than 31 years, in practice no retry; it still fits a long in nanoseconds.
    private static final Duration VERY_LONG = Duration.ofSeconds(999_999_999);
    private static final int VERY_LONG_DIGITS = 9;

    private static final int MAX_DOUBLINGS = 30;

    private final Clock clock;

    Backoff(Clock clock) {
        this.clock = clock;
    }

    /** Full jitter: many callers that failed together do not retry together. */
    static Duration jittered(DeliveryOptions options, int attemptsMade) {
        Duration bound = doubled(
                Objects.requireNonNull(options.initialBackoff()),
                Objects.requireNonNull(options.maxBackoff()),
                attemptsMade);
        return random(Duration.ZERO, bound);
    }

    /**
     * Picks the interval before the next poll: a random time between half of a bound that doubles and the whole.
     *
     * @param first the bound after the first poll
     * @param max the highest bound
     * @param polls the number of polls so far, at least 1
     * @return the interval
     */
    public static Duration interval(Duration first, Duration max, int polls) {
        Duration bound = doubled(first, max, polls);
        return random(bound.dividedBy(2), bound);
    }

    private static Duration doubled(Duration first, Duration max, int times) {
        // An hour doubled thirty times still fits a Duration.
        return shorter(first.multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS)), max);
    }

    private static Duration random(Duration min, Duration max) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(min.toNanos(), max.toNanos() + 1));
    }

    /**
     * The shorter of two durations.
     *
     * @param one a duration
     * @param other a duration
     * @return the shorter one
     */
    public static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /**
     * The longer of two durations.
     *
     * @param one a duration
     * @param other a duration
     * @return the longer one
     */
    public static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * Reads {@code Retry-After} as seconds or as an HTTP date; any other text counts as absent. A number that overflows becomes
     * a very long time.
     */
    Optional<Duration> requested(Optional<String> retryAfter) {
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
            return Optional.of(longer(Duration.ZERO, shorter(wait, VERY_LONG)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
