package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.operation.SnapshotReader;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Meters of the backlog, the lanes, the events and the back-fills, if there is a {@link MeterRegistry}. */
@AutoConfiguration(
        after = {KycSubmissionOperationAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnClass({MeterRegistry.class, CompositeMeterRegistryAutoConfiguration.class})
@ConditionalOnBean({MeterRegistry.class, SnapshotReader.class})
public final class KycSubmissionMetersAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionMetersAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SubmissionMeters kycSharingSubmissionMeters(SnapshotReader reader, Entities entities) {
        return new SubmissionMeters(reader, entities);
    }

    @Bean
    @ConditionalOnMissingBean
    BackfillMeters kycSharingBackfillMeters(SnapshotReader reader) {
        return new BackfillMeters(reader);
    }
}
