package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/**
 * Lets notifications through Spring Security in a reactive web application. The token in the URL authenticates them.
 *
 * <p>It is the last auto-configuration. Spring Security protects an application without a chain by a default, which a chain would replace.
 * So in this case the same default is added.
 */
@AutoConfiguration(
        after = KycNotificationReactiveAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.actuate.web.reactive"
                    + ".ReactiveManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration"
        })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({ServerHttpSecurity.class, SecurityWebFilterChain.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean({NotificationReceiver.class, ServerHttpSecurity.class})
public final class KycNotificationReactiveSecurityAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycNotificationReactiveSecurityAutoConfiguration() {}

    @Bean
    ReactiveSecurityCheck kycSharingNotificationSecurityCheck(
            KycNotificationProperties properties,
            ObjectProvider<SecurityWebFilterChain> chains,
            ApplicationContext application) {
        return new ReactiveSecurityCheck(properties.path(), chains, application);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "kyc-sharing.notifications.security.enabled", matchIfMissing = true)
    static final class Chains {
        /** Spring Security's own default, before the chain of the notifications is registered. */
        @Bean
        @Order
        @ConditionalOnMissingBean(SecurityWebFilterChain.class)
        SecurityWebFilterChain kycSharingDefaultSecurity(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityWebFilterChain kycSharingNotificationSecurity(
                ServerHttpSecurity http, KycNotificationProperties properties) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher(properties.path() + "/**"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .logout(ServerHttpSecurity.LogoutSpec::disable)
                    .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                    .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                    .build();
        }
    }
}
