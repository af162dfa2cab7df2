package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.tracking.TrackingObserver;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Meters of status polls and wake-ups, if there is a {@link MeterRegistry}. */
@AutoConfiguration(after = {KycCustomerTrackingAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnClass({MeterRegistry.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnBean({MeterRegistry.class, SubmissionDatabase.class})
public final class KycCustomerMetersAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycCustomerMetersAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(TrackingObserver.class)
    TrackingMeters kycSharingTrackingMeters(Entities entities) {
        return new TrackingMeters(entities);
    }
}
