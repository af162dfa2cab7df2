package io.github.kycsharing.samples;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The login of the console. The application's endpoints have none: it listens on this machine only. A broker's application has its own
 * login, and gives its people the roles of the console.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ConsoleSecurity {
    @Bean
    @Order(1)
    SecurityFilterChain consoleWithLogin(HttpSecurity http) {
        return http.securityMatcher("/kyc-console", "/kyc-console/**", "/login", "/logout", "/default-ui.css")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(Customizer.withDefaults())
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain endpointsWithoutLogin(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** Demonstration users for the simulated exchange; otherwise the one of {@code spring.security.user}, or none. */
    @Bean
    UserDetailsService consoleUsers(Environment environment, SecurityProperties configured) {
        if (!environment.containsProperty("kyc-sharing.base-url")) {
            return users(user("viewer", "viewer", "KYC_VIEWER"), user("operator", "operator", "KYC_OPERATOR"));
        }
        SecurityProperties.User user = configured.getUser();
        return user.isPasswordGenerated()
                ? users()
                : users(user(user.getName(), user.getPassword(), user.getRoles().toArray(String[]::new)));
    }

    private static UserDetailsService users(UserDetails... all) {
        InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(all);
        return name -> users.loadUserByUsername(name);
    }

    private static UserDetails user(String name, String password, String... roles) {
        return User.withUsername(name)
                .password(password.startsWith("{") ? password : "{noop}" + password)
                .roles(roles)
                .build();
    }
}
