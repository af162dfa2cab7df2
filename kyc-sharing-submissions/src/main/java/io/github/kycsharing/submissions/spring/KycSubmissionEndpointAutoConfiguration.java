package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissions;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The actuator endpoints {@code kycsubmissions} and {@code kyclanes}, where the application exposes them. */
@AutoConfiguration(after = KycSubmissionsAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean({KycSubmissions.class, KycLanes.class})
public final class KycSubmissionEndpointAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSubmissionEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    KycSubmissionsEndpoint kycSharingSubmissionsEndpoint(KycSubmissions submissions) {
        return new KycSubmissionsEndpoint(submissions);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(KycSubmissionsEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    KycSubmissionsWebExtension kycSharingSubmissionsWebExtension(KycSubmissionsEndpoint endpoint) {
        return new KycSubmissionsWebExtension(endpoint);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    KycLanesEndpoint kycSharingLanesEndpoint(KycLanes lanes) {
        return new KycLanesEndpoint(lanes);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(KycLanesEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    KycLanesWebExtension kycSharingLanesWebExtension(KycLanesEndpoint endpoint) {
        return new KycLanesWebExtension(endpoint);
    }
}
