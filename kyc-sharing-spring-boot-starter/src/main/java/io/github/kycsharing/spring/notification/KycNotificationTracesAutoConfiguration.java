package io.github.kycsharing.spring.notification;

import io.micrometer.observation.ObservationFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Keeps the tokens of received notifications out of metrics and traces. */
@AutoConfiguration(after = KycNotificationsAutoConfiguration.class)
@ConditionalOnClass(ObservationFilter.class)
@ConditionalOnBean(NotificationReceiver.class)
public final class KycNotificationTracesAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycNotificationTracesAutoConfiguration() {}

    @Bean
    TokenFilter kycNotificationTokenFilter(KycNotificationProperties properties) {
        return new TokenFilter(properties.path());
    }
}
