package io.github.kycsharing.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.console.ConsoleBroker.Careless;
import io.github.kycsharing.console.ConsoleBroker.Login;
import io.github.kycsharing.console.ConsoleBroker.Users;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;

/** Who may read the console, who may act, and what a page of another site can do. */
class ConsoleAccessTest {
    private static final String PAGE = "/kyc-console/";
    private static final String PAUSE = "/kyc-console/lanes/pause?client=alpha";
    private static final String[] FROM_CONSOLE = {"Sec-Fetch-Site", "same-origin"};
    private static final Map<String, String> REASON = Map.of("reason", "maintenance of the exchange");

    private static ConsoleBroker broker;

    @BeforeAll
    static void start() {
        broker = ConsoleBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void resume() {
        broker.bean(KycLanes.class).resume("alpha", new Intervention("test", "begin of a test"));
    }

    private static KycLane lane(ConsoleBroker application) {
        return application.bean(KycLanes.class).find("alpha").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"viewer, 200", "operator, 200", "clerk, 403"})
    void opensToUsersWithARole(String user, int status) {
        for (String path : List.of(PAGE, PAUSE, "/kyc-console/none")) {
            assertThat(broker.as(user).get(path).statusCode())
                    .as(path)
                    .isEqualTo(path.endsWith("none") && status == 200 ? 404 : status);
        }
    }

    @Test
    void leavesTheLoginToTheApplication() {
        assertThat(broker.asNoOne().get(PAGE).statusCode()).isEqualTo(401);
        HttpResponse<String> page = broker.asNoOne().get(PAGE, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @Test
    void explainsWhichRoleIsMissing() {
        assertThat(broker.as(ConsoleBroker.CLERK).get(PAGE).body())
                .contains("Access denied", "KYC_VIEWER or KYC_OPERATOR")
                .doesNotContain("alpha");
    }

    @Test
    void operatorPausesAndResumesALane() {
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);

        HttpResponse<String> response = operator.submit(PAUSE, REASON, FROM_CONSOLE);

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).hasValue("../");
        assertThat(lane(broker).state()).isEqualTo(KycLane.State.PAUSED);
        assertThat(lane(broker).changedBy()).hasValue("operator");
        assertThat(lane(broker).note()).hasValue("maintenance of the exchange");
        assertThat(operator.get(PAGE).body())
                .contains("Paused", "maintenance of the exchange", "lanes/resume?client=alpha");

        assertThat(operator.submit("/kyc-console/lanes/resume?client=alpha", Map.of("reason", "done"), FROM_CONSOLE)
                        .statusCode())
                .isEqualTo(303);
        assertThat(lane(broker).state()).isEqualTo(KycLane.State.ACTIVE);
    }

    @Test
    void viewerCannotAct() {
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);

        assertThat(viewer.get(PAGE).body()).contains("alpha").doesNotContain("lanes/pause");
        assertThat(viewer.get(PAUSE).body()).doesNotContain("type=\"submit\"");
        HttpResponse<String> response = viewer.submit(PAUSE, REASON, FROM_CONSOLE);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("You need the role KYC_OPERATOR.");
        assertThat(lane(broker).state()).isEqualTo(KycLane.State.ACTIVE);
    }

    @Test
    void refusesAFormWithoutItsToken() {
        HttpResponse<String> response =
                broker.as(ConsoleBroker.OPERATOR).post(PAUSE, HttpCaller.form(REASON), FROM_CONSOLE);

        assertThat(response.statusCode()).isIn(401, 403); // the application's page of errors requires a login
        assertThat(lane(broker).state()).isEqualTo(KycLane.State.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void requiresAReason(String reason) {
        HttpResponse<String> response =
                broker.as(ConsoleBroker.OPERATOR).submit(PAUSE, Map.of("reason", reason), FROM_CONSOLE);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("Enter a reason of 1 to 1000 characters.");
        assertThat(lane(broker).state()).isEqualTo(KycLane.State.ACTIVE);
    }

    @Test
    void showsAReasonAsText() {
        HttpCaller operator = broker.as(ConsoleBroker.OPERATOR);
        operator.submit(PAUSE, Map.of("reason", "<script>alert(1)</script>"), FROM_CONSOLE);

        assertThat(operator.get(PAGE).body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void unknownClientIsNotFound() {
        assertThat(broker.as(ConsoleBroker.OPERATOR)
                        .get("/kyc-console/lanes/pause?client=none")
                        .statusCode())
                .isEqualTo(404);
        assertThat(broker.as(ConsoleBroker.OPERATOR)
                        .submit(
                                "/kyc-console/lanes/pause?client=alpha",
                                Map.of("reason", "r", "client", "none"),
                                FROM_CONSOLE)
                        .statusCode())
                .isEqualTo(303); // the query comes first
    }

    @Test
    void everyPageHasStrictHeaders() {
        HttpResponse<String> page = broker.as(ConsoleBroker.VIEWER).get(PAGE);

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                        + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(broker.as(ConsoleBroker.CLERK).get(PAGE).headers().firstValue("Content-Security-Policy"))
                .isPresent();
        assertThat(page.body())
                .doesNotContain(" style=", "<style", " onclick", "http://localhost")
                .doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void filesAreKeptForAYear() {
        HttpCaller viewer = broker.as(ConsoleBroker.VIEWER);
        Matcher files = Pattern.compile("(?:href|src)=\"\\./(assets/[^\"]+)\"")
                .matcher(viewer.get(PAGE).body());
        int count = 0;
        while (files.find()) {
            HttpResponse<String> file = viewer.get(PAGE + files.group(1));
            assertThat(file.statusCode()).as(files.group(1)).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("max-age=31536000", "immutable");
            assertThat(viewer.get(PAGE + files.group(1).replaceFirst("/[0-9a-f]{4}", "/0000"))
                            .statusCode())
                    .isEqualTo(404);
            count++;
        }
        assertThat(count).isEqualTo(5);
    }

    @Test
    void doesNotOpenWhereTheApplicationPermitsEverything() {
        try (ConsoleBroker careless =
                ConsoleBroker.start(List.of(Users.class, Careless.class), List.of(ConsoleBroker.ENABLED))) {
            assertThat(careless.asNoOne().get(PAGE).statusCode()).isEqualTo(403);
            assertThat(careless.as(ConsoleBroker.CLERK).get(PAGE).statusCode()).isEqualTo(403);
            assertThat(careless.as(ConsoleBroker.VIEWER).get(PAGE).statusCode()).isEqualTo(200);

            HttpCaller operator = careless.as(ConsoleBroker.OPERATOR);
            String form = HttpCaller.form(REASON);
            assertThat(operator.post(PAUSE, form).statusCode()).isEqualTo(403);
            assertThat(operator.post(PAUSE, form, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(operator.post(PAUSE, form, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(operator.post(PAUSE, form, "Origin", "null").statusCode())
                    .isEqualTo(403);
            assertThat(lane(careless).state()).isEqualTo(KycLane.State.ACTIVE);
            assertThat(operator.post(PAUSE, form, "Origin", careless.url("")).statusCode())
                    .isEqualTo(303);
            assertThat(lane(careless).state()).isEqualTo(KycLane.State.PAUSED);
        }
    }

    @Test
    void worksBelowAContextPathAndAPathOfItsOwn() {
        try (ConsoleBroker other = ConsoleBroker.start(
                "server.servlet.context-path=/app",
                "kyc-sharing.console.path=/back/office",
                "kyc-sharing.console.viewer-role=CLERK")) {
            HttpCaller clerk = other.as(ConsoleBroker.CLERK);
            HttpResponse<String> redirect = clerk.get("/app/back/office");
            assertThat(redirect.statusCode()).isEqualTo(302);
            assertThat(redirect.headers().firstValue("Location")).hasValue("office/");
            String page = clerk.get("/app/back/office/").body();
            assertThat(page).contains("alpha").doesNotContain("\"/");
            assertThat(clerk.get("/app/back/office/lanes/pause?client=alpha").body())
                    .contains("href=\"../assets/", "href=\"../\"");
            assertThat(other.as(ConsoleBroker.VIEWER).get("/app/back/office/").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void worksBehindAProxyThatAddsAPrefix() {
        try (ConsoleBroker proxied = ConsoleBroker.start("server.forward-headers-strategy=framework")) {
            String[] forwarded = {
                "X-Forwarded-Host", "broker.example", "X-Forwarded-Proto", "https", "X-Forwarded-Prefix", "/office",
            };
            HttpCaller operator = proxied.as(ConsoleBroker.OPERATOR);
            assertThat(operator.get("/kyc-console", forwarded).headers().firstValue("Location"))
                    .hasValue("kyc-console/");
            assertThat(operator.get(PAGE, forwarded).body())
                    .contains("href=\"./\"", "lanes/pause?client=alpha")
                    .doesNotContain("=\"/", "localhost", "broker.example");
            String[] fromProxy = Arrays.copyOf(forwarded, forwarded.length + 2);
            fromProxy[forwarded.length] = "Origin";
            fromProxy[forwarded.length + 1] = "https://broker.example";
            HttpResponse<String> response = operator.submit(PAUSE, REASON, fromProxy);
            assertThat(response.statusCode()).isEqualTo(303);
            assertThat(response.headers().firstValue("Location")).hasValue("../");
            fromProxy[forwarded.length + 1] = "https://broker.example:8443";
            assertThat(operator.submit(PAUSE, REASON, fromProxy).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void appliesTheRoleHierarchyOfTheApplication() {
        try (ConsoleBroker hierarchical = ConsoleBroker.start(
                List.of(Users.class, Login.class, Hierarchy.class), List.of(ConsoleBroker.ENABLED))) {
            assertThat(hierarchical.as(ConsoleBroker.CLERK).get(PAGE).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatTheDatabaseDoesNotRespond() {
        try (LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing.console.internal.web.ConsoleRoutes");
                ConsoleBroker broken = ConsoleBroker.start(
                        "kyc-sharing.submissions.delivery.enabled=false",
                        "spring.datasource.hikari.connection-timeout=250")) {
            broken.bean(HikariDataSource.class).close();

            for (String path : List.of(PAGE, PAGE + "desk/export?view=QUEUED&client=alpha&age=ANY")) {
                HttpResponse<String> page = broken.as(ConsoleBroker.VIEWER).get(path);

                assertThat(page.statusCode()).as(path).isEqualTo(503);
                assertThat(page.body()).contains("The database does not respond");
            }
            assertThat(log.lines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).startsWith("WARN").doesNotContain("\tat "));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Hierarchy {
        @Bean
        RoleHierarchy hierarchy() {
            return RoleHierarchyImpl.fromHierarchy("ROLE_CLERK > ROLE_KYC_VIEWER");
        }
    }
}
