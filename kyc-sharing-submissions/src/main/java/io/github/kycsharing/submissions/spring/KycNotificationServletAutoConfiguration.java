package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Serves the notifyUrls in a servlet application. */
@AutoConfiguration(after = KycNotificationReceiverAutoConfiguration.class)
@ConditionalOnClass({Servlet.class, ServletRegistrationBean.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(NotificationReceiver.class)
public final class KycNotificationServletAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycNotificationServletAutoConfiguration() {}

    @Bean
    ServletRegistrationBean<NotificationServlet> kycSharingNotificationServlet(
            KycNotificationProperties properties, NotificationReceiver receiver) {
        ServletRegistrationBean<NotificationServlet> registration =
                new ServletRegistrationBean<>(new NotificationServlet(receiver), properties.path() + "/*");
        registration.setName(NotificationErrorFilter.SERVLET);
        return registration;
    }

    @Bean
    FilterRegistrationBean<NotificationErrorFilter> kycSharingNotificationErrorFilter(NotificationReceiver receiver) {
        FilterRegistrationBean<NotificationErrorFilter> registration =
                new FilterRegistrationBean<>(new NotificationErrorFilter(receiver));
        registration.setDispatcherTypes(DispatcherType.ERROR);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
