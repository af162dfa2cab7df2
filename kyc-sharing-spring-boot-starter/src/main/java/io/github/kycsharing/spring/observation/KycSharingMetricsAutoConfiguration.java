package io.github.kycsharing.spring.observation;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Counts unknown outcomes and connections, and adds histogram buckets to the timers. */
@AutoConfiguration(before = KycSharingAutoConfiguration.class, after = CompositeMeterRegistryAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
public final class KycSharingMetricsAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "kycSharingClientMeters")
    @Order(1)
    ClientMeters kycSharingClientMeters(MeterRegistry registry) {
        return new ClientMeters(registry);
    }

    @Bean
    @ConditionalOnMissingBean(name = "kycSharingTimerBuckets")
    static MeterFilter kycSharingTimerBuckets() {
        return new TimerBuckets();
    }
}
