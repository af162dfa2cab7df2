package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Lets notifications through Spring Security in a servlet application. The token in the URL authenticates them.
 *
 * <p>It is the last auto-configuration, and adds a chain only beside another one: Spring Boot and Spring Security protect the rest of the
 * application by a default chain as long as there is no chain.
 */
@AutoConfiguration(
        after = KycNotificationServletAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({Filter.class, HttpSecurity.class, SecurityFilterChain.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(value = NotificationReceiver.class, name = KycNotificationServletSecurityAutoConfiguration.FILTER)
@ImportRuntimeHints(ServletProbe.Hints.class)
public final class KycNotificationServletSecurityAutoConfiguration {
    static final String FILTER = "springSecurityFilterChain";

    /** Creates the auto-configuration. */
    public KycNotificationServletSecurityAutoConfiguration() {}

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnBooleanProperty(name = "kyc-sharing.notifications.security.enabled", matchIfMissing = true)
    @ConditionalOnBean({HttpSecurity.class, SecurityFilterChain.class})
    SecurityFilterChain kycSharingNotificationSecurity(HttpSecurity http, KycNotificationProperties properties) {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(properties.path() + "/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    ServletSecurityCheck kycSharingNotificationSecurityCheck(
            KycNotificationProperties properties,
            @Qualifier(FILTER) ObjectProvider<Filter> security,
            ServletContext servletContext) {
        return new ServletSecurityCheck(properties.path(), security, servletContext);
    }
}
