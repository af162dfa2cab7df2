package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.console.ConsoleBroker.Elsewhere;
import io.github.kycsharing.console.ConsoleBroker.Login;
import io.github.kycsharing.console.ConsoleBroker.Users;
import io.github.kycsharing.console.ConsoleBroker.WithoutHeader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** When the console is served, and when it fails the start. */
class ConsoleSetupTest {
    private static final String PAGE = "/kyc-console/";

    @Test
    void isOffUnlessEnabled() {
        try (ConsoleBroker broker = ConsoleBroker.start(List.of(Users.class, Login.class), List.of())) {
            assertThat(broker.as(ConsoleBroker.OPERATOR).get(PAGE).statusCode()).isEqualTo(404);
            assertThat(broker.context().getBeanDefinitionNames())
                    .noneMatch(name -> name.startsWith("kycSharingConsole"));
        }
    }

    @Test
    void refusesToStartWithoutSpringSecurity() {
        assertThatThrownBy(
                        () -> ConsoleBroker.start(List.of(), List.of(ConsoleBroker.ENABLED, ConsoleBroker.NO_SECURITY)))
                .hasMessageContaining("no Spring Security protects it")
                .hasMessageContaining("spring-boot-starter-security")
                .hasMessageContaining("KYC_VIEWER or KYC_OPERATOR");
    }

    @Test
    void refusesToStartWhereNoFilterChainApplies() {
        assertThatThrownBy(() ->
                        ConsoleBroker.start(List.of(Users.class, Elsewhere.class), List.of(ConsoleBroker.ENABLED)))
                .hasMessageContaining("no filter chain of Spring Security applies to /kyc-console.")
                .hasMessageContaining("/kyc-console/**");
    }

    /** A matcher that looks at more than the path can apply at the start and not to a request. */
    @Test
    void staysClosedToARequestWithoutAFilterChain() {
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.console.internal.access.RoleAccess");
                ConsoleBroker broker = ConsoleBroker.start(
                        List.of(Users.class, WithoutHeader.class), List.of(ConsoleBroker.ENABLED))) {
            HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
            assertThat(operator.get(PAGE).statusCode()).isEqualTo(200);
            assertThat(operator.get(PAGE, "X-Other", "1").statusCode()).isEqualTo(403);
            assertThat(operator.get(PAGE, "X-Other", "1").statusCode()).isEqualTo(403);
            assertThat(log.lines()).singleElement().asString().contains("Extend the security matcher");
        }
    }

    @Test
    void refusesToStartWithoutSubmissions() {
        assertThatThrownBy(() -> ConsoleBroker.start("kyc-sharing.submissions.enabled=false"))
                .hasMessageContaining("no database with submissions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path=kyc-console",
                "path=/",
                "path=/kyc-console/",
                "path=/{path}",
                "viewer-role=ROLE_VIEWER",
                "operator-role= ",
                "refresh-interval=61s",
                "max-streams=0",
                "max-streams=10001"
            })
    void refusesAPropertyOutOfItsRange(String property) {
        assertThatThrownBy(() -> ConsoleBroker.start("kyc-sharing.console." + property))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("kyc-sharing.console." + property.substring(0, property.indexOf('=')));
    }

    @Test
    void developmentMachineServesOnlyItself() {
        try (LogCapture log = new LogCapture(
                        Level.WARN, "io.github.kycsharing.console.spring.KycConsoleDevelopmentAutoConfiguration");
                ConsoleBroker broker = ConsoleBroker.start(
                        List.of(),
                        List.of(ConsoleBroker.ENABLED, ConsoleBroker.NO_SECURITY, ConsoleBroker.WITHOUT_SECURITY))) {
            assertThat(log.lines()).singleElement().asString().contains("has no login");
            HttpCaller caller = broker.asNoOne();
            assertThat(caller.get(PAGE).statusCode()).isEqualTo(200);
            for (String header : List.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via")) {
                assertThat(caller.get(PAGE, header, "127.0.0.1").statusCode())
                        .as(header)
                        .isEqualTo(403);
            }
            String pause = PAGE + "lanes/pause?client=alpha";
            assertThat(caller.post(pause, "reason=test").statusCode()).isEqualTo(403);
            assertThat(caller.post(pause, "reason=test", "Sec-Fetch-Site", "same-origin")
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    /** Their server would say that a caller behind a proxy is this machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy=native",
                "server.forward-headers-strategy=framework",
                "spring.main.cloud-platform=kubernetes",
                "server.tomcat.remoteip.remote-ip-header=X-Client"
            })
    void developmentMachineBelievesNoProxy(String property) {
        assertThatThrownBy(() -> ConsoleBroker.start(
                        List.of(),
                        List.of(
                                ConsoleBroker.ENABLED,
                                ConsoleBroker.NO_SECURITY,
                                ConsoleBroker.WITHOUT_SECURITY,
                                property)))
                .hasMessageContaining("has no login")
                .hasMessageContaining("server.forward-headers-strategy=none");
    }

    /** An application's own filter does the same without a property. */
    @Test
    void developmentMachineSeesWhatAFilterHides() {
        try (LogCapture log = new LogCapture(
                        Level.WARN, "io.github.kycsharing.console.spring.KycConsoleDevelopmentAutoConfiguration");
                ConsoleBroker broker = ConsoleBroker.start(
                        List.of(OwnFilter.class),
                        List.of(ConsoleBroker.ENABLED, ConsoleBroker.NO_SECURITY, ConsoleBroker.WITHOUT_SECURITY))) {
            HttpCaller caller = broker.asNoOne();
            assertThat(caller.get(PAGE).statusCode()).isEqualTo(200);
            assertThat(caller.get(PAGE, "X-Forwarded-For", "127.0.0.1").statusCode())
                    .isEqualTo(403);
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFilter {
        @Bean
        ForwardedHeaderFilter forwarded() {
            return new ForwardedHeaderFilter();
        }
    }

    /** As a page of another site would reach it, whose name has been given the address of this machine. */
    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1:8080, 200",
        "[::1], 200",
        "evil.example, 403",
        "localhost.evil.example, 403"
    })
    void developmentMachineHasALoopbackName(String host, int status) throws IOException {
        try (LogCapture log = new LogCapture(
                        Level.WARN, "io.github.kycsharing.console.spring.KycConsoleDevelopmentAutoConfiguration");
                ConsoleBroker broker = ConsoleBroker.start(
                        List.of(),
                        List.of(ConsoleBroker.ENABLED, ConsoleBroker.NO_SECURITY, ConsoleBroker.WITHOUT_SECURITY));
                Socket socket =
                        new Socket("localhost", URI.create(broker.url("")).getPort())) {
            socket.getOutputStream()
                    .write(("GET " + PAGE + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response).startsWith("HTTP/1.1 " + status);
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void springSecurityCountsOnADevelopmentMachineToo() {
        try (ConsoleBroker broker = ConsoleBroker.start(ConsoleBroker.WITHOUT_SECURITY)) {
            assertThat(broker.as(ConsoleBroker.CLERK).get(PAGE).statusCode()).isEqualTo(403);
            assertThat(broker.asNoOne().get(PAGE).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void changesNothingOfTheApplicationsThymeleaf() {
        try (ConsoleBroker broker = ConsoleBroker.start()) {
            assertThat(broker.context().getBeanDefinitionNames())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("thymeleaf"))
                    .doesNotContain("templateEngine");
        }
    }
}
