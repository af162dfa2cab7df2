package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spring.NamedClientsTest.SigningTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** Sources of the secrets, and changes at run time. */
class SecretsTest {
    private final SigningTransport transport = new SigningTransport();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class))
            .withBean(ExchangeTransport.class, () -> transport)
            .withPropertyValues(
                    "kyc-sharing.biz-entity-key=BROKERKEY",
                    "kyc-sharing.broker-type=standard",
                    "kyc-sharing.notify-url=.",
                    "kyc-sharing.clients.uk.biz-entity-key=UKKEY");

    @Test
    void changedPropertySourceNeedsNoRestart() {
        Map<String, Object> vault = new ConcurrentHashMap<>(
                Map.of("kyc-sharing.secret", "first", "kyc-sharing.clients.uk.secret", "uk-first"));
        runner.withInitializer(context ->
                        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("vault", vault)))
                .run(context -> {
                    KycSharingClient single = context.getBean(KycSharingClient.class);
                    KycSharingClient uk =
                            context.getBean(KycSharingClients.class).find("uk").orElseThrow();
                    assertSignedWith("first", single);
                    assertSignedWith("uk-first", uk);

                    vault.put("kyc-sharing.secret", "second");
                    vault.put("kyc-sharing.clients.uk.secret", "uk-second");
                    assertSignedWith("second", single);
                    assertSignedWith("uk-second", uk);

                    vault.remove("kyc-sharing.clients.uk.secret");
                    assertThatThrownBy(() -> uk.share(Records.standard()))
                            .isInstanceOfSatisfying(
                                    KycNotSentException.class,
                                    e -> assertThat(e.reason()).isEqualTo(KycNotSentException.Reason.SIGNING_FAILED))
                            .hasMessageNotContaining("uk-");
                    assertSignedWith("second", single);
                });
    }

    @Test
    void callsTheProviderForEachClientAtEachRequest() {
        Map<String, String> store = new ConcurrentHashMap<>(Map.of("default/BROKERKEY", "a", "uk/UKKEY", "b"));
        runner.withBean(
                        KycSharingCredentialsProvider.class,
                        () -> (client, key) -> String.valueOf(store.get(client + "/" + key)))
                .withPropertyValues("kyc-sharing.secret=of-the-property")
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    KycSharingClient uk = clients.find("uk").orElseThrow();
                    assertSignedWith("a", context.getBean(KycSharingClient.class));
                    assertSignedWith("b", uk);
                    store.put("uk/UKKEY", "c");
                    assertSignedWith("c", uk);
                });
    }

    @Test
    void connectionDetailsReplacePropertiesAndProviderOfTheirClient() {
        runner.withUserConfiguration(Details.class)
                .withBean(KycSharingCredentialsProvider.class, () -> (client, key) -> "of-the-provider")
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    assertSignedWith("details-secret", context.getBean(KycSharingClient.class));
                    assertThat(transport.lastBody()).contains("\"bizEntityKey\":\"DETAILS\"");
                    assertSignedWith("uk-details-secret", clients.find("uk").orElseThrow());
                    assertThat(transport.lastBody()).contains("\"bizEntityKey\":\"UK_DETAILS\"");
                    assertThat(clients.findByBizEntityKey("UK_DETAILS")).isPresent();
                    assertThat(clients.findByBizEntityKey("UKKEY")).isEmpty();
                });
    }

    @Test
    void connectionDetailsCreateAnUnnamedClient() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class))
                .withBean(ExchangeTransport.class, () -> transport)
                .withUserConfiguration(Details.class)
                .withPropertyValues("kyc-sharing.broker-type=standard", "kyc-sharing.clients.uk.notify-url=.")
                .run(context -> assertThat(
                                context.getBean(KycSharingClients.class).names())
                        .containsExactly("default", "uk"));
    }

    @Test
    void readsTheSecretFromAConfigTree(@TempDir Path mounted) throws IOException {
        Files.writeString(mounted.resolve("kyc-sharing.secret"), "tree-secret\n");
        Files.createDirectories(mounted.resolve("kyc-sharing/clients/uk"));
        Files.writeString(mounted.resolve("kyc-sharing/clients/uk/secret"), "tree-uk-secret\n");
        SpringApplication application = new SpringApplication(Tree.class);
        try (ConfigurableApplicationContext context = application.run(
                "--spring.config.import=configtree:" + mounted + "/",
                "--kyc-sharing.biz-entity-key=BROKERKEY",
                "--kyc-sharing.broker-type=standard",
                "--kyc-sharing.notify-url=.",
                "--kyc-sharing.clients.uk.biz-entity-key=UKKEY")) {
            SigningTransport sent = context.getBean(SigningTransport.class);
            context.getBean(KycSharingClient.class).share(Records.standard());
            assertThat(sent.lastSignature()).isEqualTo(sent.hmacOfLast("tree-secret"));
            context.getBean("kycSharingClient-uk", KycSharingClient.class).share(Records.standard());
            assertThat(sent.lastSignature()).isEqualTo(sent.hmacOfLast("tree-uk-secret"));
        }
    }

    private void assertSignedWith(String secret, KycSharingClient client) {
        client.share(Records.standard());
        assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast(secret));
    }

    @Configuration(proxyBeanMethods = false)
    static class Details {
        @Bean
        KycSharingConnectionDetails everybodys() {
            return new Fixed("DETAILS", "details-secret");
        }

        @Bean(defaultCandidate = false)
        @Qualifier("uk")
        KycSharingConnectionDetails uks() {
            return new Fixed("UK_DETAILS", "uk-details-secret");
        }
    }

    static final class Fixed implements KycSharingConnectionDetails {
        private final String key;
        private final String secret;

        Fixed(String key, String secret) {
            this.key = key;
            this.secret = secret;
        }

        @Override
        public String getBizEntityKey() {
            return key;
        }

        @Override
        public String getSecret() {
            return secret;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Tree {
        @Bean
        SigningTransport transport() {
            return new SigningTransport();
        }
    }
}
