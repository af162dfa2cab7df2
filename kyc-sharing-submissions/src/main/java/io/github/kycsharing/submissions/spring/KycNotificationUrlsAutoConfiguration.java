package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.github.kycsharing.spring.internal.SharingEntities;
import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.notification.NotificationTokens;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Assigns each client from the configuration a notifyUrl that cannot be guessed. Also where notifications are not received: a worker with
 * the same configuration has the same URLs.
 */
@AutoConfiguration(before = KycSharingAutoConfiguration.class)
@OnNotifications
@EnableConfigurationProperties(KycNotificationProperties.class)
public final class KycNotificationUrlsAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycNotificationUrlsAutoConfiguration() {}

    @Bean
    NotificationTokens kycSharingNotificationUrls(
            KycNotificationProperties properties, SharingEntities entities, Environment environment) {
        return new NotificationConfiguration(properties).tokens(entities.all(), environment);
    }

    @Bean
    @Order(0)
    KycSharingClientBuilderCustomizer kycSharingNotifyUrl(NotificationTokens urls) {
        return new GivenNotifyUrl(urls);
    }

    @Bean
    NotificationSetupCheck kycSharingNotificationSetupCheck(
            KycNotificationProperties properties,
            ObjectProvider<WakeUps> wakeUps,
            ObjectProvider<NotificationReceiver> receivers) {
        return new NotificationSetupCheck(properties, wakeUps, receivers);
    }
}
