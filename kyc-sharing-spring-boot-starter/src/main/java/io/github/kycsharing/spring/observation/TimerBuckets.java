package io.github.kycsharing.spring.observation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Histogram buckets up to the default total timeout. Fills in only what is not configured, so an application's settings win in
 * any filter order.
 */
final class TimerBuckets implements MeterFilter {
    private static final Set<String> TIMERS =
            Set.of(DefaultKycSharingCallObservationConvention.NAME, DefaultKycSharingAttemptObservationConvention.NAME);

    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(Stream.of(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 30_000, 60_000)
                    .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                    .toArray())
            .build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return TIMERS.contains(id.getName()) && id.getType() == Meter.Type.TIMER ? config.merge(BUCKETS) : config;
    }
}
