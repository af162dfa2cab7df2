package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Actuator responses of an application that shows all values. */
class ActuatorTest {
    private static final String MARK = "CANARY";

    private static final List<String> ENDPOINTS = List.of(
            "env",
            "configprops",
            "beans",
            "conditions",
            "env/kyc-sharing.secret",
            "env/kyc-sharing.clients.kz.secret",
            "env/KYCSHARING_CLIENTS_UK_SECRET",
            "env/kyc-sharing.clients.uk.proxy.password",
            "configprops/kyc-sharing",
            "env/kyc-sharing.notifications.token-secret",
            "mappings");

    @Test
    void endpointsHaveNoSecret() throws IOException, InterruptedException {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "KYCSHARING_CLIENTS_UK_SECRET", MARK + "-uk",
                                        "KYC_SHARING_PROXY_PASSWORD", MARK + "-proxy",
                                        "KYC_SHARING_CLIENTS_KZ_SECRET", MARK + "-kz")));
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(BrokerApplication.class)
                .environment(environment)
                .run(
                        "--server.port=0",
                        "--management.endpoints.web.exposure.include=*",
                        "--management.endpoint.env.show-values=always",
                        "--management.endpoint.configprops.show-values=always",
                        "--kyc-sharing.secret=" + MARK + "-single",
                        "--kyc-sharing.notifications.enabled=true",
                        "--kyc-sharing.notifications.public-url=http://localhost:1",
                        "--kyc-sharing.notifications.token-secret=" + MARK + "-token-secret-0123456789abcdef",
                        "--kyc-sharing.notifications.previous-token-secrets=" + MARK + "-old-token-secret-0123456789",
                        "--kyc-sharing.proxy.host=proxy.example",
                        "--kyc-sharing.proxy.port=3128",
                        "--kyc-sharing.proxy.username=" + MARK + "-user",
                        "--kycSharing.clients.uk.bizEntityKey=SHOWN-KEY",
                        "--kyc-sharing.clients.uk.broker-type=standard",
                        "--kyc-sharing.clients.uk.proxy.host=proxy.example",
                        "--kyc-sharing.clients.uk.proxy.port=3129",
                        "--kyc-sharing.clients.uk.proxy.username=" + MARK + "-user",
                        "--kyc-sharing.clients.uk.proxy.password=" + MARK + "-uk-proxy",
                        "--kyc-sharing.clients.uk.secret=" + MARK + "-uk")) {
            for (String endpoint : ENDPOINTS) {
                String response = get(context, endpoint);
                assertThat(response).as(endpoint).doesNotContain(MARK);
                if (endpoint.equals("env") || endpoint.startsWith("configprops")) {
                    // The endpoint does show other values.
                    assertThat(response).contains("SHOWN-KEY", "******");
                }
            }
        }
    }

    private static String get(ConfigurableApplicationContext context, String endpoint)
            throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
