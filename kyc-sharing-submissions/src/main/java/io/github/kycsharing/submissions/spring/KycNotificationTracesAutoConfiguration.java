package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.micrometer.observation.ObservationFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Keeps the tokens of received notifications out of metrics and traces. */
@AutoConfiguration(after = KycNotificationReceiverAutoConfiguration.class)
@ConditionalOnClass(ObservationFilter.class)
@ConditionalOnBean(NotificationReceiver.class)
public final class KycNotificationTracesAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycNotificationTracesAutoConfiguration() {}

    @Bean
    TokenFilter kycSharingNotificationTokenFilter(KycNotificationProperties properties) {
        return new TokenFilter(properties.path());
    }
}
