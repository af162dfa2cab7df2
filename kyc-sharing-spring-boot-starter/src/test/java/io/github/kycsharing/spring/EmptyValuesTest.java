package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

/** An empty value removes the value of another file or of the part for all clients. */
class EmptyValuesTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class))
            .withInitializer(context -> context.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "base",
                            Map.of(
                                    "kyc-sharing.biz-entity-key", "BROKERKEY",
                                    "kyc-sharing.secret", "secret",
                                    "kyc-sharing.broker-type", "standard",
                                    "kyc-sharing.base-url", "http://localhost:1",
                                    "kyc-sharing.notify-url", "https://broker.example.com/kyc",
                                    "kyc-sharing.max-concurrent-requests", "7",
                                    "kyc-sharing.clients.kz.biz-entity-key", "KZKEY",
                                    "kyc-sharing.clients.kz.secret", "kz-secret"))));

    @Test
    void removesAValueOfTheSameProperty() {
        runner.withPropertyValues(
                        "kyc-sharing.notify-url=", "kyc-sharing.base-url=", "kyc-sharing.max-concurrent-requests=")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    for (String name : new String[] {"default", "kz"}) {
                        ClientDefinition client =
                                context.getBean(ClientFactory.class).find(name).orElseThrow();
                        ClientProperties properties = client.properties();
                        assertThat(properties.notifyUrl().value()).isNull();
                        assertThat(properties.maxConcurrentRequests().value()).isNull();
                        assertThat(client.connectionDetails().getBaseUrl()).isEqualTo("https://cb.link-kycapi.com");
                    }
                });
    }

    @Test
    void stopsTheInheritanceOfAValue() {
        runner.withPropertyValues(
                        "kyc-sharing.clients.kz.notify-url=",
                        "kyc-sharing.clients.kz.base-url=",
                        "kyc-sharing.clients.kz.max-concurrent-requests=")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    ClientFactory clients = context.getBean(ClientFactory.class);
                    ClientDefinition kz = clients.find("kz").orElseThrow();
                    assertThat(kz.properties().notifyUrl().value()).isNull();
                    assertThat(kz.properties().maxConcurrentRequests().value()).isNull();
                    assertThat(kz.connectionDetails().getBaseUrl()).isEqualTo("https://cb.link-kycapi.com");
                    assertThat(clients.find("default")
                                    .orElseThrow()
                                    .properties()
                                    .notifyUrl()
                                    .value())
                            .isEqualTo("https://broker.example.com/kyc");
                });
    }

    @Test
    void ofTheKeyRemovesTheUnnamedClient() {
        runner.withPropertyValues("kyc-sharing.biz-entity-key=").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(KycSharingClients.class).names()).containsExactly("kz");
            assertThat(context.getBean(KycSharingClient.class).name()).isEqualTo("kz");
        });
    }

    @Test
    void ofTheProxyHostRemovesTheProxy() {
        runner.withPropertyValues("kyc-sharing.proxy.host=", "kyc-sharing.proxy.port=3128")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
