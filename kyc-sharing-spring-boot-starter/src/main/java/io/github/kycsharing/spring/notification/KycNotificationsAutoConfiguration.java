package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Receives the exchange's notifications in a servlet application that asks for it. */
@AutoConfiguration(after = {KycSharingClientsAutoConfiguration.class, KycStatusTrackingAutoConfiguration.class})
@ConditionalOnClass(Servlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty("kyc-sharing.notifications.enabled")
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
public final class KycNotificationsAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycNotificationsAutoConfiguration() {}

    @Bean
    NotificationReceiver kycNotificationReceiver(
            KycStatusStore store, StatusConfirmation confirmation, ObjectProvider<KycCustomerDirectory> directory) {
        return new NotificationReceiver(store, confirmation, directory::getIfAvailable);
    }

    @Bean
    ServletRegistrationBean<NotificationServlet> kycNotificationServlet(
            KycNotificationProperties properties,
            NotificationTokens tokens,
            NotificationReceiver receiver,
            ObjectProvider<NotificationObserver> observers) {
        List<NotificationObserver> all = observers.orderedStream().toList();
        NotificationServlet servlet = new NotificationServlet(
                tokens,
                new NotificationConfiguration(properties).networks(),
                receiver,
                (client, result) -> all.forEach(observer -> observer.ended(client, result)),
                properties.maxConcurrent(),
                (int) properties.maxSize().toBytes());
        ServletRegistrationBean<NotificationServlet> registration =
                new ServletRegistrationBean<>(servlet, properties.path() + "/*");
        registration.setName(NotificationErrorFilter.SERVLET);
        return registration;
    }

    @Bean
    FilterRegistrationBean<NotificationErrorFilter> kycNotificationErrorFilter(
            ServletRegistrationBean<NotificationServlet> kycNotificationServlet) {
        FilterRegistrationBean<NotificationErrorFilter> registration = new FilterRegistrationBean<>(
                new NotificationErrorFilter(Objects.requireNonNull(kycNotificationServlet.getServlet())));
        registration.setDispatcherTypes(DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
