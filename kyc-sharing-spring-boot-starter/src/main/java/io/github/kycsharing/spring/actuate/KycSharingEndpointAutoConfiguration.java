package io.github.kycsharing.spring.actuate;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint {@code kycsharing}, where the application exposes it. */
@AutoConfiguration(after = KycSharingRecentOutcomesAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(RecentOutcomes.class)
@ConditionalOnAvailableEndpoint(endpoint = KycSharingEndpoint.class)
public final class KycSharingEndpointAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    KycSharingEndpoint kycSharingEndpoint(RecentOutcomes outcomes) {
        return new KycSharingEndpoint(outcomes);
    }
}
