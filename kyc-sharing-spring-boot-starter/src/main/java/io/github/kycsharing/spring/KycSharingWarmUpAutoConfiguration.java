package io.github.kycsharing.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** Warms up the clients once the application has started, unless {@code kyc-sharing.warm-up} is false. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "kyc-sharing.warm-up", matchIfMissing = true)
public final class KycSharingWarmUpAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingWarmUpAutoConfiguration() {}

    @Bean
    WarmUpAfterStart kycSharingWarmUpAfterStart() {
        return new WarmUpAfterStart();
    }
}
