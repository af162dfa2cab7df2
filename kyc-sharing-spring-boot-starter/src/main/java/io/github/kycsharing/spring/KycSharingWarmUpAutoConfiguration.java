package io.github.kycsharing.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** Lets the clients of the configuration warm up once the application stands, unless {@code kyc-sharing.warm-up} is false. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "kyc-sharing.warm-up", matchIfMissing = true)
public final class KycSharingWarmUpAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycSharingWarmUpAutoConfiguration() {}

    @Bean
    WarmUpAfterStart kycSharingWarmUpAfterStart() {
        return new WarmUpAfterStart();
    }
}
