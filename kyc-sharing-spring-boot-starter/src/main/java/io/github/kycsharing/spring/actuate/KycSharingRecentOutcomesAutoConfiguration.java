package io.github.kycsharing.spring.actuate;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import java.time.Clock;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Records the outcomes of recent calls for health and endpoint, if the application has the actuator. */
@AutoConfiguration(before = KycSharingAutoConfiguration.class)
@ConditionalOnClass(Endpoint.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
public final class KycSharingRecentOutcomesAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingRecentOutcomesAutoConfiguration() {}

    @Bean
    @Order(2)
    RecentOutcomes kycSharingRecentOutcomes() {
        return new RecentOutcomes(Clock.systemUTC());
    }
}
