package io.github.kycsharing.console.spring;

import io.github.kycsharing.console.internal.access.ConsoleAccess;
import io.github.kycsharing.console.internal.access.RoleAccess;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.access.hierarchicalroles.NullRoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Opens the console to users of the application's Spring Security who have its roles. It adds no filter chain: who logs in, and how, stays
 * with the application.
 */
@AutoConfiguration(
        after = KycConsoleAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE - 10)
@OnConsole
@ConditionalOnClass({Filter.class, SecurityFilterChain.class, GrantedAuthorityDefaults.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(name = KycConsoleSecurityAutoConfiguration.FILTER)
public final class KycConsoleSecurityAutoConfiguration {
    static final String FILTER = "springSecurityFilterChain";

    /** Creates the auto-configuration. */
    public KycConsoleSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ConsoleAccess kycSharingConsoleAccess(
            KycConsoleProperties properties,
            ObjectProvider<GrantedAuthorityDefaults> defaults,
            ObjectProvider<RoleHierarchy> hierarchy) {
        GrantedAuthorityDefaults prefix = defaults.getIfAvailable(() -> new GrantedAuthorityDefaults("ROLE_"));
        return new RoleAccess(
                properties.path(),
                properties.viewerRole(),
                properties.operatorRole(),
                prefix.getRolePrefix(),
                hierarchy.getIfAvailable(NullRoleHierarchy::new));
    }

    @Bean
    FilterChainCheck kycSharingConsoleFilterChainCheck(
            KycConsoleProperties properties, @Qualifier(FILTER) ObjectProvider<Filter> security) {
        return new FilterChainCheck(properties.path(), security);
    }
}
