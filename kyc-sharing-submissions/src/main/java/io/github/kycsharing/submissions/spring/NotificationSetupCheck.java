package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Fails the start if clients have notifyUrls that this application cannot serve, or whose notifications it cannot store. */
record NotificationSetupCheck(
        KycNotificationProperties properties,
        ObjectProvider<WakeUps> wakeUps,
        ObjectProvider<NotificationReceiver> receivers)
        implements SmartInitializingSingleton {
    @Override
    public void afterSingletonsInstantiated() {
        if (wakeUps.stream().findAny().isEmpty()) {
            throw new SubmissionSetupException(
                    "Notifications are enabled, and there is no database in which customers are tracked.",
                    "Configure a data source, and do not set kyc-sharing.submissions.enabled=false. Or set"
                            + " kyc-sharing.notifications.enabled=false.");
        }
        if (properties.receiver().enabled() && receivers.stream().findAny().isEmpty()) {
            throw new SubmissionSetupException(
                    "Notifications are enabled, and this application has no web server that could receive them.",
                    "Add spring-boot-starter-webmvc or spring-boot-starter-webflux. If another instance receives the"
                            + " notifications, set kyc-sharing.notifications.receiver.enabled=false.");
        }
    }
}
