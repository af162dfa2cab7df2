package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.spring.internal.SharingEntities;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Gives each client from the configuration a notifyUrl that nobody can guess. Not only where notifications are received: a worker
 * with the same configuration hands out the same URLs.
 */
@AutoConfiguration(before = KycSharingAutoConfiguration.class)
@ConditionalOnBooleanProperty("kyc-sharing.notifications.enabled")
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KycNotificationProperties.class)
public final class KycNotificationUrlsAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycNotificationUrlsAutoConfiguration() {}

    @Bean
    NotificationTokens kycNotificationUrls(
            KycNotificationProperties properties, SharingEntities entities, Environment environment) {
        return new NotificationConfiguration(properties).tokens(entities.all(), environment);
    }

    @Bean
    @Order(0)
    KycSharingClientBuilderCustomizer kycNotificationUrl(NotificationTokens urls) {
        return new GivenNotifyUrl(urls);
    }
}
