package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.tracking.TrackingPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the statuses of customers are queried whose records were shared.
 *
 * @param initialPause Pause before the first query after a record was shared; it doubles with each further one. 10ms to 1d.
 * @param maxPause Longest pause while the exchange has not decided. Up to 30d, not less than the initial one.
 * @param decidedPause Longest pause after a decision, which can still change. Up to 365d, not less than the initial one.
 * @param wakeUpPause Shortest time between two queries of an account that notifications cause. Up to 1h.
 * @param noRecordAfter Time since the last share after which an account is not queried any more if the exchange has no record of it. 1m to
 *     365d.
 * @param giveUpAfter Time since the last share after which an account is not queried any more if the exchange has not decided. 1m to 3650d.
 * @param maxRequestsPerSecond Maximum number of queries of a client per second, on all instances together. 1 to 1,000.
 * @param threads Number of threads of this instance for queries of statuses, polls of requests for information and submissions of files,
 *     for all clients together. 1 to 100.
 */
@ConfigurationProperties("kyc-sharing.tracking")
record KycTrackingProperties(
        @DefaultValue("30s") Duration initialPause,
        @DefaultValue("6h") Duration maxPause,
        @DefaultValue("24h") Duration decidedPause,
        @DefaultValue("10s") Duration wakeUpPause,
        @DefaultValue("3d") Duration noRecordAfter,
        @DefaultValue("30d") Duration giveUpAfter,
        @DefaultValue("5") int maxRequestsPerSecond,
        @DefaultValue("4") int threads) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Checks the properties.
     *
     * @throws io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException if one is out of its range
     */
    KycTrackingProperties requireRanges() {
        RangeChecks ranges = new RangeChecks("tracking.");
        ranges.check("initial-pause", initialPause, SHORTEST, DAY);
        ranges.check("max-pause", maxPause, initialPause, DAY.multipliedBy(30));
        ranges.check("decided-pause", decidedPause, initialPause, DAY.multipliedBy(365));
        ranges.check("wake-up-pause", wakeUpPause, Duration.ZERO, Duration.ofHours(1));
        ranges.check("no-record-after", noRecordAfter, Duration.ofMinutes(1), DAY.multipliedBy(365));
        ranges.check("give-up-after", giveUpAfter, Duration.ofMinutes(1), DAY.multipliedBy(3650));
        ranges.check("max-requests-per-second", maxRequestsPerSecond, 1, 1000);
        ranges.check("threads", threads, 1, 100);
        ranges.throwIfAny();
        return this;
    }

    TrackingPolicy policy() {
        return new TrackingPolicy(
                initialPause, maxPause, decidedPause, wakeUpPause, noRecordAfter, giveUpAfter, maxRequestsPerSecond);
    }
}
