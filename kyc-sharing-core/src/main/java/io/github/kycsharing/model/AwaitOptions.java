package io.github.kycsharing.model;

import java.time.Duration;

/**
 * How long and how often to ask for a final status.
 *
 * @param timeout how long altogether; at least 1 ms, at most 30 days
 * @param firstInterval the pause after the first query, which comes at once; it doubles with each further query. At least
 *     1 ms, at most {@code maxInterval}
 * @param maxInterval what the pause grows to at most; at most a day. The pauses are drawn at random from the upper half, so
 *     that many callers do not ask together
 * @param delivery how hard each single query is tried; no query outlives the timeout
 */
public record AwaitOptions(Duration timeout, Duration firstInterval, Duration maxInterval, DeliveryOptions delivery) {
    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(30);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    /** Ten minutes; pauses of 2 s, doubling up to a minute; each query as hard as the client tries. */
    public static final AwaitOptions DEFAULTS = new AwaitOptions(
            Duration.ofMinutes(10), Duration.ofSeconds(2), Duration.ofMinutes(1), DeliveryOptions.inherited());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public AwaitOptions {
        requireBounded("timeout", timeout, MAX_TIMEOUT);
        requireBounded("maxInterval", maxInterval, MAX_INTERVAL);
        requireBounded("firstInterval", firstInterval, maxInterval);
    }

    private static void requireBounded(String name, Duration value, Duration max) {
        if (value.compareTo(MIN_DURATION) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be at least 1 ms and at most " + max + ", not " + value);
        }
    }

    /**
     * The defaults with another timeout.
     *
     * @param timeout how long altogether
     * @return the options
     * @throws IllegalArgumentException if it is out of its range
     */
    public static AwaitOptions within(Duration timeout) {
        return new AwaitOptions(timeout, DEFAULTS.firstInterval, DEFAULTS.maxInterval, DEFAULTS.delivery);
    }

    /**
     * These options with other pauses.
     *
     * @param first the pause after the first query
     * @param max the longest interval
     * @return the options
     * @throws IllegalArgumentException if one is out of its range
     */
    public AwaitOptions withIntervals(Duration first, Duration max) {
        return new AwaitOptions(timeout, first, max, delivery);
    }

    /**
     * These options with another effort for each query.
     *
     * @param eachQuery how hard each query is tried
     * @return the options
     */
    public AwaitOptions withDelivery(DeliveryOptions eachQuery) {
        return new AwaitOptions(timeout, firstInterval, maxInterval, eachQuery);
    }
}
