package io.github.kycsharing.submissions.internal.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When and how often statuses are queried.
 *
 * @param initialPause pause before the first query after a share; it doubles with each further one
 * @param maxPause longest pause while the exchange has not decided
 * @param decidedPause pause between queries after a decision
 * @param wakeUpPause shortest time between two queries of an account that notifications cause
 * @param noRecordAfter how long an account is queried of which the exchange has no record
 * @param giveUpAfter how long an account is queried about which the exchange does not decide
 * @param maxRequestsPerSecond queries of an access entity, on all instances together
 */
public record TrackingPolicy(
        Duration initialPause,
        Duration maxPause,
        Duration decidedPause,
        Duration wakeUpPause,
        Duration noRecordAfter,
        Duration giveUpAfter,
        int maxRequestsPerSecond) {
    /** The default of each option. */
    public static final TrackingPolicy DEFAULTS = new TrackingPolicy(
            Duration.ofSeconds(30),
            Duration.ofHours(6),
            Duration.ofHours(24),
            Duration.ofSeconds(10),
            Duration.ofDays(3),
            Duration.ofDays(30),
            5);

    private static final int MAX_DOUBLINGS = 30;
    /** Of a pause is random, so that customers of one batch do not stay together. */
    private static final int JITTER_PERCENT = 10;

    /**
     * When an account is due again. After a decision the pauses go on growing, since a record that was shared before it may change it.
     *
     * @param polls number of queries since the last share or change
     * @param decided whether the exchange has decided
     * @param known whether the exchange has a record
     * @param awaitedSince when the exchange was last given a reason for another status
     * @return empty for never by itself
     */
    Optional<Instant> next(int polls, boolean decided, boolean known, Instant awaitedSince, Instant now) {
        if (!decided && awaitedSince.plus(known ? giveUpAfter : noRecordAfter).isBefore(now)) {
            return Optional.empty();
        }
        Duration longest = decided ? decidedPause : maxPause;
        return Optional.of(now.plus(pause(polls, longest)));
    }

    /** Pause of an account after this many queries in a row without a response. */
    Duration afterFailures(int failures) {
        return pause(failures - 1, maxPause);
    }

    private Duration pause(int doublings, Duration longest) {
        Duration doubled = initialPause.multipliedBy(1L << Math.min(doublings, MAX_DOUBLINGS));
        Duration pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        long percent = 100L + ThreadLocalRandom.current().nextInt(-JITTER_PERCENT, JITTER_PERCENT + 1);
        return pause.multipliedBy(percent).dividedBy(100);
    }
}
