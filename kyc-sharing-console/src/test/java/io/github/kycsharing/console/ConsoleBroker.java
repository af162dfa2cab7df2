package io.github.kycsharing.console;

import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** A broker's application with a web server and the console. */
final class ConsoleBroker implements AutoCloseable {
    static final String VIEWER = "viewer";
    static final String OPERATOR = "operator";
    /** Has none of the console's roles. */
    static final String CLERK = "clerk";

    static final String ENABLED = "kyc-sharing.console.enabled=true";
    static final String WITHOUT_SECURITY = "kyc-sharing.console.without-security=true";
    /** As if Spring Security were not on the class path. */
    static final String NO_SECURITY = "spring.autoconfigure.exclude="
            + Stream.of(
                            "SecurityAutoConfiguration",
                            "UserDetailsServiceAutoConfiguration",
                            "web.servlet.ServletWebSecurityAutoConfiguration",
                            "web.servlet.SecurityFilterAutoConfiguration")
                    .map(name -> "org.springframework.boot.security.autoconfigure." + name)
                    .reduce((one, other) -> one + "," + other)
                    .orElseThrow();

    private static final String ENTITY = "BROKERKEY";
    private static final String OTHER_ENTITY = "OTHERKEY";
    private static final String SECRET = "s3cret";

    private final ConfigurableApplicationContext context;
    private final KycExchangeSimulator exchange;

    private ConsoleBroker(ConfigurableApplicationContext context, KycExchangeSimulator exchange) {
        this.context = context;
        this.exchange = exchange;
    }

    /** One with users, a login by form and by HTTP basic, and the console. */
    static ConsoleBroker start(String... properties) {
        return start(
                List.of(Users.class, Login.class),
                Stream.concat(Stream.of(ENABLED), Stream.of(properties)).toList());
    }

    static ConsoleBroker start(List<Class<?>> configurations, List<String> properties) {
        KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(ENTITY, SECRET))
                .entity(ExchangeEntity.standard(OTHER_ENTITY, SECRET))
                .start();
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                "spring.datasource.username=sa",
                "kyc-sharing.base-url=" + exchange.baseUrl(),
                "kyc-sharing.clients.alpha.biz-entity-key=" + ENTITY,
                "kyc-sharing.clients.beta.biz-entity-key=" + OTHER_ENTITY,
                "kyc-sharing.secret=" + SECRET,
                "kyc-sharing.broker-type=standard",
                "kyc-sharing.notify-url=.",
                "kyc-sharing.warm-up=false",
                "kyc-sharing.information-requests.interval=500ms",
                "kyc-sharing.information-requests.initial-backoff=50ms",
                "kyc-sharing.information-requests.max-backoff=200ms",
                "kyc-sharing.console.refresh-interval=1s",
                "kyc-sharing.submissions.engine.polling-interval=50ms"));
        if (properties.stream().anyMatch(property -> property.startsWith("kyc-sharing.console.refresh-interval="))) {
            all.removeIf(property -> property.startsWith("kyc-sharing.console.refresh-interval="));
        }
        all.addAll(properties);
        List<Class<?>> sources = new ArrayList<>(configurations);
        sources.add(Application.class);
        try {
            return new ConsoleBroker(
                    new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                            .web(WebApplicationType.SERVLET)
                            .bannerMode(Banner.Mode.OFF)
                            .logStartupInfo(false)
                            .registerShutdownHook(false)
                            .run(all.stream().map(property -> "--" + property).toArray(String[]::new)),
                    exchange);
        } catch (RuntimeException e) {
            exchange.close();
            throw e;
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    KycExchangeSimulator exchange() {
        return exchange;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    String url(String path) {
        return "http://localhost:"
                + Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")) + path;
    }

    /** A caller by HTTP basic, whose name is the password too. */
    HttpCaller as(String user) {
        return new HttpCaller(url(""), user);
    }

    HttpCaller asNoOne() {
        return new HttpCaller(url(""), null);
    }

    @Override
    public void close() {
        context.close();
        exchange.close();
    }

    @EnableAutoConfiguration
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class Users {
        @Bean
        UserDetailsService users() {
            InMemoryUserDetailsManager all = new InMemoryUserDetailsManager(
                    User.withUsername(VIEWER)
                            .password("{noop}" + VIEWER)
                            .roles("KYC_VIEWER")
                            .build(),
                    User.withUsername(OPERATOR)
                            .password("{noop}" + OPERATOR)
                            .roles("KYC_OPERATOR")
                            .build(),
                    User.withUsername(CLERK)
                            .password("{noop}" + CLERK)
                            .roles("CLERK")
                            .build());
            return name ->
                    all.loadUserByUsername(name); // not the object: it would replace the passwords by slow hashes
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Login {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    /** Permits everything to everyone, and expects no token. */
    @Configuration(proxyBeanMethods = false)
    static class Careless {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.disable())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    /** Has one chain, for other paths than the console's. */
    @Configuration(proxyBeanMethods = false)
    static class Elsewhere {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.securityMatcher("/api/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    /** Has one chain, for requests without a header. */
    @Configuration(proxyBeanMethods = false)
    static class WithoutHeader {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.securityMatcher(request -> request.getHeader("X-Other") == null)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
