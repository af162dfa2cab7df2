package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import io.github.kycsharing.spring.internal.SharingEntities;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Counts the notifications that are received, if there is a {@link MeterRegistry}. */
@AutoConfiguration(
        after = {
            KycSharingClientsAutoConfiguration.class,
            KycNotificationsAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, NotificationReceiver.class})
public final class KycNotificationMetricsAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycNotificationMetricsAutoConfiguration() {}

    @Bean
    NotificationMeters kycNotificationMeters(MeterRegistry registry, SharingEntities entities) {
        return new NotificationMeters(registry, entities.all());
    }
}
