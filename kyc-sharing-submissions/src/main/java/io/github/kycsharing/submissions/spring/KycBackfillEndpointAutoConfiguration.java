package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycBackfills;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint {@code kycbackfills}, where the application exposes it. */
@AutoConfiguration(after = KycBackfillAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(KycBackfills.class)
public final class KycBackfillEndpointAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycBackfillEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    KycBackfillsEndpoint kycSharingBackfillsEndpoint(KycBackfills backfills) {
        return new KycBackfillsEndpoint(backfills);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(KycBackfillsEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    KycBackfillsWebExtension kycSharingBackfillsWebExtension(KycBackfillsEndpoint endpoint) {
        return new KycBackfillsWebExtension(endpoint);
    }
}
