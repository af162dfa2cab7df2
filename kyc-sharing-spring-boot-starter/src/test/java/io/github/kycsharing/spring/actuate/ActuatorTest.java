package io.github.kycsharing.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spring.Records;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Health, endpoint and metrics over HTTP, in a started application. */
class ActuatorTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("BROKERKEY", "s3cret"));

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showsClientsWithMaskedKeysAndOutcomes() throws Exception {
        try (ConfigurableApplicationContext application = start("management.endpoints.web.exposure.include=*")) {
            KycSharingClient client = application.getBean(KycSharingClient.class);
            client.share(Records.standard());
            lose(client);
            client.checkStatus(
                    KycStatusQuery.of(Objects.requireNonNull(Records.standard().userInfo())));

            JsonNode response = json(get(application, "/actuator/kycsharing"));
            JsonNode shown = response.at("/clients/default");
            assertThat(response.path("minutes").asInt()).isEqualTo(15);
            assertThat(shown.path("bizEntityKey").asString()).isEqualTo("BR****EY");
            assertThat(shown.path("brokerType").asString()).isEqualTo("standard");
            assertThat(shown.path("host").asString()).isEqualTo("127.0.0.1");
            assertThat(shown.path("lastContact").asString()).startsWith("20");
            ((ObjectNode) shown).put("lastContact", "2026-11-22T10:15:30Z");
            assertThat(response).as("the response in the documentation").isEqualTo(documented());
            assertThat(response.toString()).doesNotContain("BROKERKEY", "s3cret");
        }
    }

    @Test
    void isNeitherExposedNorPartOfTheHealthByDefault() throws Exception {
        try (ConfigurableApplicationContext application = start("management.endpoint.health.show-details=always")) {
            assertThat(get(application, "/actuator/kycsharing").statusCode()).isEqualTo(404);
            assertThat(application.getBeansOfType(KycSharingEndpoint.class)).isEmpty();
            assertThat(get(application, "/actuator/health").body())
                    .contains("UP")
                    .doesNotContain("kycSharing");
        }
    }

    @Test
    void respectsTheConfiguredAccess() throws Exception {
        try (ConfigurableApplicationContext application =
                start("management.endpoints.web.exposure.include=*", "management.endpoint.kycsharing.access=none")) {
            assertThat(get(application, "/actuator/kycsharing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void reportsAnUnreachableExchangeWithoutARequest() throws Exception {
        try (ConfigurableApplicationContext application = start(
                "management.health.kyc-sharing.enabled=true",
                "management.health.kyc-sharing.failures=2",
                "management.endpoint.health.show-details=always")) {
            KycSharingClient client = application.getBean(KycSharingClient.class);
            assertThat(kycHealth(application).path("status").asString()).isEqualTo("UNKNOWN");
            assertThat(get(application, "/actuator/health").statusCode()).isEqualTo(200);

            client.share(Records.standard());
            assertThat(kycHealth(application).path("status").asString()).isEqualTo("UP");

            lose(client);
            assertThat(kycHealth(application).path("status").asString()).isEqualTo("UP");
            lose(client);
            JsonNode down = kycHealth(application);
            assertThat(down.path("status").asString()).isEqualTo("DOWN");
            assertThat(down.at("/components/default/details/callsWithoutContact")
                            .asInt())
                    .isEqualTo(2);
            assertThat(get(application, "/actuator/health").statusCode()).isEqualTo(503);
            assertThat(get(application, "/actuator/health/kycSharing/default").statusCode())
                    .isEqualTo(503);
            assertThat(get(application, "/actuator/health/kycSharing/unknown").statusCode())
                    .isEqualTo(404);

            assertThat(EXCHANGE.exchange().journal().requests()).hasSize(1 + 2 + 2);
        }
    }

    @Test
    void metricsEndpointHasTheCalls() throws Exception {
        try (ConfigurableApplicationContext application = start("management.endpoints.web.exposure.include=metrics")) {
            KycSharingClient client = application.getBean(KycSharingClient.class);
            client.share(Records.standard());
            lose(client);
            assertThatThrownBy(() -> client.share(ShareKycRequest.of(
                            Records.standard().toBuilder().basicInfo(null).build())))
                    .isInstanceOf(KycNotSentException.class);

            assertThat(measured(application, "kyc.sharing.call")).isEqualTo(3);
            assertThat(measured(application, "kyc.sharing.call?tag=outcome:accepted"))
                    .isEqualTo(1);
            assertThat(measured(application, "kyc.sharing.attempt?tag=client:default"))
                    .isEqualTo(3);
            assertThat(measured(application, "kyc.sharing.outcomes.unknown")).isEqualTo(1);
            assertThat(get(application, "/actuator/metrics/kyc.sharing.connections.open")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static JsonNode documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "observability.md"));
        int block = page.indexOf("```json") + "```json".length();
        return JsonMapper.shared().readTree(page.substring(block, page.indexOf("```", block)));
    }

    private static void lose(KycSharingClient client) {
        EXCHANGE.exchange().faults().next(2, Fault.HTTP_503);
        assertThatThrownBy(() -> client.share(Records.standard())).isInstanceOf(KycOutcomeUnknownException.class);
    }

    private JsonNode kycHealth(ConfigurableApplicationContext application) throws Exception {
        return json(get(application, "/actuator/health")).at("/components/kycSharing");
    }

    private double measured(ConfigurableApplicationContext application, String meter) throws Exception {
        return json(get(application, "/actuator/metrics/" + meter))
                .at("/measurements/0/value")
                .asDouble();
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> get(ConfigurableApplicationContext application, String path)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplication(Broker.class)
                .run(Stream.concat(
                                Stream.of(
                                        "server.port=0",
                                        "kyc-sharing.base-url="
                                                + EXCHANGE.exchange().baseUrl(),
                                        "kyc-sharing.biz-entity-key=BROKERKEY",
                                        "kyc-sharing.secret=s3cret",
                                        "kyc-sharing.broker-type=standard",
                                        "kyc-sharing.notify-url=.",
                                        "kyc-sharing.retry.initial-backoff=1ms",
                                        "kyc-sharing.retry.max-attempts=2"),
                                Stream.of(properties))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broker {}
}
