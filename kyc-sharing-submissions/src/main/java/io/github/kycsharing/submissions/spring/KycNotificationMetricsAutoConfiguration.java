package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.spring.internal.SharingEntities;
import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Counts the notifications that are received, if there is a {@link MeterRegistry}. */
@AutoConfiguration(
        after = KycNotificationReceiverAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, NotificationReceiver.class})
public final class KycNotificationMetricsAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycNotificationMetricsAutoConfiguration() {}

    @Bean
    NotificationMeters kycSharingNotificationMeters(MeterRegistry registry, SharingEntities entities) {
        return new NotificationMeters(registry, entities.all());
    }
}
