package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import io.github.kycsharing.submissions.internal.notification.NotificationObserver;
import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.notification.NotificationTokens;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Checks notifications and stores wake-ups, in a web application. */
@AutoConfiguration(
        after = {
            KycSharingClientsAutoConfiguration.class,
            KycNotificationUrlsAutoConfiguration.class,
            KycStatusPollAutoConfiguration.class
        })
@OnNotifications
@ConditionalOnBooleanProperty(name = "kyc-sharing.notifications.receiver.enabled", matchIfMissing = true)
@ConditionalOnWebApplication
@ConditionalOnBean(WakeUps.class)
public final class KycNotificationReceiverAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycNotificationReceiverAutoConfiguration() {}

    @Bean
    NotificationReceiver kycSharingNotificationReceiver(
            KycNotificationProperties properties,
            NotificationTokens tokens,
            WakeUps wakeUps,
            ObjectProvider<NotificationObserver> observers) {
        List<NotificationObserver> all = observers.orderedStream().toList();
        return new NotificationReceiver(
                tokens,
                new NotificationConfiguration(properties).networks(),
                properties.limits(),
                wakeUps,
                (client, result) -> all.forEach(observer -> observer.onResult(client, result)));
    }
}
