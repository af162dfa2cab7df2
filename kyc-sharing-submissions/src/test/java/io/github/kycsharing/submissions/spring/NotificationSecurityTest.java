package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.ReceivingBroker.notification;
import static io.github.kycsharing.submissions.spring.ReceivingBroker.post;
import static io.github.kycsharing.submissions.spring.ReceivingBroker.send;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.submissions.spring.ReceivingBroker.Stack;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Notifications in applications with Spring Security. */
class NotificationSecurityTest {
    private static final String CUSTOMER = "C-4711";
    private static final String OPT_OUT = "kyc-sharing.notifications.security.enabled=false";

    @ParameterizedTest
    @EnumSource(Stack.class)
    void keepsTheDefaultProtectionOfOtherPaths(Stack stack) {
        try (ReceivingBroker broker = ReceivingBroker.start(stack, List.of(Secured.class))) {
            assertAccepted(broker);
            assertRefused(broker, 401);
        }
    }

    @ParameterizedTest
    @EnumSource(Stack.class)
    void precedesTheApplicationsOwnChain(Stack stack) {
        try (ReceivingBroker broker = ReceivingBroker.start(
                stack, List.of(Secured.class, chains(stack, DenyAll.class, DenyAllExchanges.class)))) {
            assertAccepted(broker);
            assertRefused(broker, 403);
        }
    }

    @ParameterizedTest
    @EnumSource(Stack.class)
    void logsNoWarningByDefault(Stack stack) {
        try (LogCapture log = capture();
                ReceivingBroker broker = ReceivingBroker.start(stack, List.of(Secured.class))) {
            assertAccepted(broker);
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Stack.class)
    void warnsWhenTheDefaultChainRefusesNotifications(Stack stack) {
        try (LogCapture log = capture();
                ReceivingBroker broker = ReceivingBroker.start(stack, List.of(Secured.class), OPT_OUT)) {
            assertThat(post(broker.url(), notification(CUSTOMER))).isIn(401, 403);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("requires a CSRF token for POST /kyc-sharing/notifications/**"))
                    .anyMatch(line -> line.contains("requires a login for POST /kyc-sharing/notifications/**"))
                    .allMatch(line ->
                            line.startsWith("WARN") && line.contains("kyc-sharing.notifications.security.enabled"));
            assertRefused(broker, 401);
        }
    }

    @ParameterizedTest
    @EnumSource(Stack.class)
    void warnsWhenOnlyTheCsrfTokenIsMissing(Stack stack) {
        try (LogCapture log = capture();
                ReceivingBroker broker = ReceivingBroker.start(
                        stack,
                        List.of(Secured.class, chains(stack, PermitAll.class, PermitAllExchanges.class)),
                        OPT_OUT)) {
            assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(403);
            assertThat(log.lines()).singleElement().asString().contains("requires a CSRF token");
        }
    }

    @ParameterizedTest
    @EnumSource(Stack.class)
    void logsNoWarningWhenTheApplicationPermitsNotifications(Stack stack) {
        try (LogCapture log = capture();
                ReceivingBroker broker = ReceivingBroker.start(
                        stack,
                        List.of(
                                Secured.class,
                                chains(stack, PermitNotifications.class, PermitNotificationExchanges.class)),
                        OPT_OUT)) {
            assertAccepted(broker);
            assertRefused(broker, 401);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void acceptsBelowAContextPathWithoutAWarning() {
        try (LogCapture log = capture();
                ReceivingBroker broker = ReceivingBroker.start(
                        Stack.TOMCAT,
                        List.of(Secured.class, PermitNotifications.class),
                        OPT_OUT,
                        "server.servlet.context-path=/app")) {
            String url = broker.url().replace("/kyc-sharing/", "/app/kyc-sharing/");
            assertThat(post(url, notification(CUSTOMER))).isEqualTo(204);
            assertThat(log.lines()).isEmpty();
        }
    }

    private static LogCapture capture() {
        return new LogCapture(Level.WARN, ServletSecurityCheck.class.getName(), ReactiveSecurityCheck.class.getName());
    }

    private static Class<?> chains(Stack stack, Class<?> servlet, Class<?> reactive) {
        return stack.isReactive() ? reactive : servlet;
    }

    private static void assertAccepted(ReceivingBroker broker) {
        HttpResponse<String> response = send("POST", broker.url(), BodyPublishers.ofString(notification(CUSTOMER)));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(post(broker.url() + "x", notification(CUSTOMER))).isEqualTo(404);
    }

    private static void assertRefused(ReceivingBroker broker, int status) {
        for (String path : List.of("/other", "/kyc-sharing", "/kyc-sharing/notificationsx")) {
            String url = "http://localhost:" + broker.port() + path;
            assertThat(send("GET", url, BodyPublishers.noBody()).statusCode()).isEqualTo(status);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Secured {
        @Bean
        RecordedWakeUps wakeUps() {
            return new RecordedWakeUps();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class DenyAll {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                    .exceptionHandling(handling ->
                            handling.authenticationEntryPoint((request, response, failure) -> response.setStatus(403)))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class DenyAllExchanges {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().denyAll())
                    .exceptionHandling(handling -> handling.authenticationEntryPoint((exchange, failure) -> {
                        exchange.getResponse().setRawStatusCode(403);
                        return exchange.getResponse().setComplete();
                    }))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class PermitAll {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class PermitAllExchanges {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class PermitNotifications {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/kyc-sharing/notifications/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/kyc-sharing/notifications/**"))
                    .sessionManagement(AbstractHttpConfigurer::disable)
                    .httpBasic(basic -> {})
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class PermitNotificationExchanges {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/kyc-sharing/notifications/**")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .httpBasic(basic -> {})
                    .build();
        }
    }
}
