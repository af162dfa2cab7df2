package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The console of the sample: its demonstration users and what the desk shows, and no such user beside a real exchange. */
class ConsoleTest {
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private static ConfigurableApplicationContext start(String... properties) {
        String[] all = new String[properties.length + 2];
        System.arraycopy(properties, 0, all, 2, properties.length);
        all[0] = "--server.port=0";
        all[1] = "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID();
        return new SpringApplicationBuilder(BrokerApplication.class).run(all);
    }

    private static String url(ConfigurableApplicationContext sample, String path) {
        return "http://localhost:"
                + Objects.requireNonNull(sample.getEnvironment().getProperty("local.server.port")) + path;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> basic(ConfigurableApplicationContext sample, String user, String path)
            throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(url(sample, path))).header("Authorization", "Basic " + login));
    }

    @Test
    void bothUsersSeeOneOfEachKindOnTheDesk() throws Exception {
        try (ConfigurableApplicationContext sample = start("--broker.demonstration.desk=true")) {
            for (String user : new String[] {"viewer", "operator"}) {
                HttpResponse<String> overview = basic(sample, user, "/kyc-console/");
                assertThat(overview.statusCode()).isEqualTo(200);
                assertThat(overview.body()).contains("default", "demonstration");
                assertThat(overview.body().contains("Pause…")).isEqualTo(user.equals("operator"));
            }
            for (String view : new String[] {"UNRESOLVED", "QUARANTINED", "IMPORT_FAILED", "REJECTED", "LISTENERS"}) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(basic(sample, "viewer", "/kyc-console/desk?view=" + view)
                                        .body())
                                .as(view)
                                .contains("submissions/")
                                .doesNotContain("desk-" + view.toLowerCase(Locale.ROOT)));
            }
            assertThat(basic(sample, "viewer", "/kyc-console/desk").body()).contains("requests?client=default");
        }
    }

    @Test
    void loginByFormOpensTheConsole() throws Exception {
        try (ConfigurableApplicationContext sample = start()) {
            HttpResponse<String> form = send(HttpRequest.newBuilder(URI.create(url(sample, "/kyc-console/")))
                    .header("Accept", "text/html"));
            String token = form.body().replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");

            HttpResponse<String> console = send(HttpRequest.newBuilder(URI.create(url(sample, "/login")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("username=viewer&password=viewer&_csrf="
                            + URLEncoder.encode(token, StandardCharsets.UTF_8))));

            assertThat(console.statusCode()).isEqualTo(200);
            assertThat(console.body()).contains("KYC console", "viewer");
        }
    }

    @Test
    void anotherExchangeHasNoDemonstrationUserAndNoConsole() throws Exception {
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard("BROKERKEY", "the-secret-of-the-sample-entity"))
                        .start();
                ConfigurableApplicationContext sample = start("--kyc-sharing.base-url=" + exchange.baseUrl())) {
            assertThat(basic(sample, "operator", "/kyc-console/").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void configuredUserOperatesTheConsoleBesideAnotherExchange() throws Exception {
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard("BROKERKEY", "the-secret-of-the-sample-entity"))
                        .start();
                ConfigurableApplicationContext sample = start(
                        "--kyc-sharing.base-url=" + exchange.baseUrl(),
                        "--kyc-sharing.console.enabled=true",
                        "--spring.security.user.name=jane",
                        "--spring.security.user.password=jane",
                        "--spring.security.user.roles=KYC_OPERATOR")) {
            assertThat(basic(sample, "jane", "/kyc-console/").statusCode()).isEqualTo(200);
            assertThat(basic(sample, "operator", "/kyc-console/").statusCode()).isEqualTo(401);
        }
    }
}
