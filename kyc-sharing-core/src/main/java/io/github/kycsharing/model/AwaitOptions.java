package io.github.kycsharing.model;

import java.time.Duration;

/**
 * Options for polling a customer's status until it is final: timeout and intervals.
 *
 * @param timeout timeout of the polling; at least 1 ms, at most 30 days
 * @param firstInterval interval after the first query, which is sent at once; it doubles with each further query. At least 1 ms,
 *     at most {@code maxInterval}
 * @param maxInterval the longest interval, at most a day. Each interval is random between half of its length and the whole, so
 *     that many callers do not poll at the same time
 * @param delivery delivery options of each query; no query exceeds the timeout
 */
public record AwaitOptions(Duration timeout, Duration firstInterval, Duration maxInterval, DeliveryOptions delivery) {
    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(30);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    /** Timeout of 10 minutes; intervals of 2 s, doubling up to a minute; delivery options of the client. */
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
     * Copies the defaults with another timeout.
     *
     * @param timeout timeout of the polling
     * @return the options
     * @throws IllegalArgumentException if it is out of its range
     */
    public static AwaitOptions within(Duration timeout) {
        return new AwaitOptions(timeout, DEFAULTS.firstInterval, DEFAULTS.maxInterval, DEFAULTS.delivery);
    }

    /**
     * Copies these options with other intervals.
     *
     * @param first interval after the first query
     * @param max the longest interval
     * @return the options
     * @throws IllegalArgumentException if one is out of its range
     */
    public AwaitOptions withIntervals(Duration first, Duration max) {
        return new AwaitOptions(timeout, first, max, delivery);
    }

    /**
     * Copies these options with other delivery options.
     *
     * @param eachQuery delivery options of each query
     * @return the options
     */
    public AwaitOptions withDelivery(DeliveryOptions eachQuery) {
        return new AwaitOptions(timeout, firstInterval, maxInterval, eachQuery);
    }
}
