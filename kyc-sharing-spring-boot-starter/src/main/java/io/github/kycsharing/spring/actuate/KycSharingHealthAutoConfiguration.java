package io.github.kycsharing.spring.actuate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * The health contributor {@code kycSharing}. Off by default: an application that cannot reach the exchange
 * can usually do its other work.
 */
@AutoConfiguration(after = KycSharingRecentOutcomesAutoConfiguration.class)
@ConditionalOnClass(CompositeHealthContributor.class)
@ConditionalOnBean(RecentOutcomes.class)
@ConditionalOnBooleanProperty("management.health.kyc-sharing.enabled")
@EnableConfigurationProperties(KycSharingHealthProperties.class)
public final class KycSharingHealthAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "kycSharingHealthContributor")
    CompositeHealthContributor kycSharingHealthContributor(
            RecentOutcomes outcomes, KycSharingHealthProperties properties) {
        return new ClientsHealth(outcomes, properties);
    }
}
