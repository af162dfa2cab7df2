package io.github.kycsharing.samples;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The application with an external exchange and a configured entity. */
@WireMockTest
@ExtendWith(OutputCaptureExtension.class)
class ExternalExchangeTest {
    @ParameterizedTest
    @MethodSource
    void callsTheConfiguredHostWithoutASimulator(
            Map<String, String> variables, String argument, WireMockRuntimeInfo other, CapturedOutput output)
            throws Exception {
        other.getWireMock().register(post(anyUrl()).willReturn(okJson("{\"code\":\"000000\",\"success\":true}")));

        int port;
        try (ConfigurableApplicationContext context =
                start(withUrl(variables, other), argument.replace("URL", other.getHttpBaseUrl()))) {
            assertThat(context.getBeanNamesForType(KycExchangeSimulator.class)).isEmpty();
            assertThat(context.getBeanNamesForType(Demonstration.class)).isEmpty();
            assertThat(context.getBeanNamesForType(KycSharingClient.class))
                    .containsExactlyInAnyOrder("kycSharingClient", "kycSharingClient-kz");

            port = port(context);
            assertThat(PostedRecord.post(port, PostedRecord.of("3001")).statusCode())
                    .isEqualTo(200);
        }
        LoggedRequest received = other.getWireMock()
                .find(postRequestedFor(urlEqualTo(KycExchangeSimulator.PATH)))
                .get(0);
        assertThat(received.getBodyAsString()).startsWith("{\"bizEntityKey\":\"SET_OUTSIDE\"");
        assertThat(received.getBodyAsString())
                .contains(
                        argument.contains("notify-url")
                                ? "\"notifyUrl\":\"https://elsewhere.example/kyc\""
                                : "\"notifyUrl\":\"http://localhost:" + port + "/kyc-sharing/notifications/");
        assertThat(received.getHeader("X-SHA2-Signature")).isEqualTo(hmac("another-secret", received.getBody()));
        assertThat(output).doesNotContain("sent       ").doesNotContain("another-secret");
    }

    static Stream<Arguments> callsTheConfiguredHostWithoutASimulator() {
        return Stream.of(
                Arguments.of(
                        Map.of(
                                "KYCSHARING_BASEURL", "URL",
                                "KYCSHARING_BIZENTITYKEY", "SET_OUTSIDE",
                                "KYCSHARING_SECRET", "another-secret"),
                        ""),
                Arguments.of(
                        Map.of(
                                "KYC_SHARING_BASE_URL", "URL",
                                "KYC_SHARING_BIZ_ENTITY_KEY", "SET_OUTSIDE",
                                "KYC_SHARING_SECRET", "another-secret"),
                        "--kyc-sharing.notify-url=https://elsewhere.example/kyc"),
                Arguments.of(
                        Map.of(
                                "SPRING_APPLICATION_JSON",
                                "{\"kyc-sharing\":{\"base-url\":\"URL\",\"biz-entity-key\":\"SET_OUTSIDE\","
                                        + "\"secret\":\"another-secret\"}}"),
                        ""),
                Arguments.of(
                        Map.of(
                                "KYCSHARING_BIZENTITYKEY", "SET_OUTSIDE",
                                "KYCSHARING_SECRET", "another-secret"),
                        "--kyc-sharing.base-url=URL"));
    }

    @Test
    void returns503ForAnUnreachableHost() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        try (ConfigurableApplicationContext context = start(
                Map.of("KYCSHARING_BASEURL", "http://127.0.0.1:" + closedPort),
                "--kyc-sharing.retry.max-attempts=2",
                "--kyc-sharing.retry.initial-backoff=1ms")) {
            HttpResponse<String> response = PostedRecord.post(port(context), PostedRecord.of("3002"));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(PostedRecord.json(response).path("reason").asString()).isEqualTo("NO_CONNECTION");
            assertThat(PostedRecord.json(response).path("requestNo").asString()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7200", "61"})
    void returnsRetryAfterOfTheExchange(String seconds, WireMockRuntimeInfo other) {
        other.getWireMock()
                .register(post(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", seconds)));
        try (ConfigurableApplicationContext context = start(Map.of("KYCSHARING_BASEURL", other.getHttpBaseUrl()), "")) {
            HttpResponse<String> response = PostedRecord.post(port(context), PostedRecord.of("3003"));

            assertThat(response.headers().firstValue("Retry-After")).hasValue(seconds);
        }
    }

    private static Map<String, String> withUrl(Map<String, String> variables, WireMockRuntimeInfo other) {
        return variables.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, variable -> variable.getValue().replace("URL", other.getHttpBaseUrl())));
    }

    private static ConfigurableApplicationContext start(Map<String, String> variables, String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables)));
        return new SpringApplicationBuilder(BrokerApplication.class)
                .environment(environment)
                .properties("server.port=0")
                .run(arguments);
    }

    private static int port(ConfigurableApplicationContext context) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static String hmac(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
