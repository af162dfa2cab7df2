package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Serves the notifyUrls in a reactive web application. */
@AutoConfiguration(after = KycNotificationReceiverAutoConfiguration.class)
@ConditionalOnClass(SimpleUrlHandlerMapping.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(NotificationReceiver.class)
public final class KycNotificationReactiveAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycNotificationReactiveAutoConfiguration() {}

    @Bean
    SimpleUrlHandlerMapping kycSharingNotificationMapping(
            KycNotificationProperties properties, NotificationReceiver receiver) {
        return new SimpleUrlHandlerMapping(
                Map.of(properties.path() + "/**", new NotificationWebHandler(receiver, properties.path())),
                Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    NotificationErrorHandler kycSharingNotificationErrorHandler(
            KycNotificationProperties properties, NotificationReceiver receiver) {
        return new NotificationErrorHandler(receiver, properties.path());
    }
}
