package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestLimiter;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Several entities in one application. */
class NamedClientsTest {
    private static final List<String> SINGLE = List.of(
            "kyc-sharing.biz-entity-key=BROKERKEY",
            "kyc-sharing.secret=s3cret",
            "kyc-sharing.broker-type=standard",
            "kyc-sharing.notify-url=https://for.all/");
    private static final List<String> KZ = List.of(
            "kyc-sharing.clients.kz.biz-entity-key=KZKEY",
            "kyc-sharing.clients.kz.secret=kz-s3cret",
            "kyc-sharing.clients.kz.broker-type=kz-entity");
    private static final List<String> UK = List.of(
            "kyc-sharing.clients.uk.biz-entity-key=UKKEY",
            "kyc-sharing.clients.uk.secret=uk-s3cret",
            "kyc-sharing.clients.uk.broker-type=standard");

    private final SigningTransport transport = new SigningTransport();
    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class))
            .withBean(ExchangeTransport.class, () -> transport);

    private static ApplicationContextRunner with(ApplicationContextRunner runner, List<String> properties) {
        return runner.withPropertyValues(properties.toArray(String[]::new));
    }

    @Test
    void unqualifiedInjectionGetsTheUnnamedClient() {
        with(with(bare, SINGLE), KZ).withUserConfiguration(Injected.class).run(context -> {
            Injected injected = context.getBean(Injected.class);
            assertThat(injected.unqualified.name()).isEqualTo("default");
            assertThat(injected.kz.name()).isEqualTo("kz");
            assertThat(context.getBean(KycSharingClient.class)).isSameAs(injected.unqualified);
            assertThat(context.getBean(KycSharingConnectionDetails.class).getBizEntityKey())
                    .isEqualTo("BROKERKEY");
        });
    }

    @Test
    void areFoundByNameAndByEntity() {
        with(with(with(bare, SINGLE), KZ), UK).run(context -> {
            KycSharingClients clients = context.getBean(KycSharingClients.class);
            assertThat(clients.names()).containsExactly("default", "kz", "uk");
            assertThat(clients.find("kz"))
                    .get()
                    .extracting(KycSharingClient::name)
                    .isEqualTo("kz");
            assertThat(clients.find("default")).containsSame(context.getBean(KycSharingClient.class));
            assertThat(clients.findByBizEntityKey("UKKEY"))
                    .get()
                    .extracting(KycSharingClient::name)
                    .isEqualTo("uk");
            assertThat(clients.findByBizEntityKey("BROKERKEY")).containsSame(context.getBean(KycSharingClient.class));
            assertThat(clients.find("de")).isEmpty();
            assertThat(clients.findByBizEntityKey("")).isEmpty();
        });
    }

    @Test
    void singleNamedClientNeedsNoQualifier() {
        with(bare, KZ).run(context -> {
            assertThat(context).hasSingleBean(KycSharingClient.class);
            assertThat(context.getBean(KycSharingClient.class).name()).isEqualTo("kz");
            assertThat(context.getBean(KycSharingClients.class).names()).containsExactly("kz");
        });
        with(with(bare, KZ), UK)
                .run(context -> assertThat(context)
                        .getBean(KycSharingClients.class)
                        .satisfies(clients -> assertThatThrownBy(() -> context.getBean(KycSharingClient.class))
                                .isInstanceOf(NoUniqueBeanDefinitionException.class)));
    }

    @Test
    void useTheirOwnKeyAndSecretAndInheritTheRest() {
        with(with(bare, SINGLE), KZ).withUserConfiguration(Injected.class).run(context -> {
            Injected injected = context.getBean(Injected.class);
            assertThat(injected.kz
                            .share(Records.withoutNotifyUrl(Records.kzAnswers("t", "o")))
                            .code()
                            .isSuccess())
                    .isTrue();
            assertThat(transport.lastBody())
                    .contains("\"bizEntityKey\":\"KZKEY\"")
                    .contains("\"notifyUrl\":\"https://for.all/\"");
            assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("kz-s3cret"));

            injected.unqualified.share(Records.standard());
            assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("s3cret"));
        });
    }

    @Test
    void topLevelWithoutAKeyHasDefaultsOnly() {
        with(bare, UK)
                .withPropertyValues("kyc-sharing.broker-type=standard", "kyc-sharing.secret=shared")
                .withPropertyValues("kyc-sharing.clients.de.biz-entity-key=DEKEY", "kyc-sharing.notify-url=.")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean("kycSharingClient");
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    clients.find("de").orElseThrow().share(Records.standard());
                    assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("shared"));
                    clients.find("uk").orElseThrow().share(Records.standard());
                    assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("uk-s3cret"));
                });
    }

    @Test
    void useTheSignerQualifiedByTheirName() {
        with(with(bare, SINGLE), KZ.subList(0, 1))
                .withPropertyValues("kyc-sharing.clients.kz.broker-type=standard")
                .withUserConfiguration(KzSigner.class)
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    clients.find("kz").orElseThrow().share(Records.standard());
                    assertThat(transport.lastSignature()).isEqualTo("signed for kz");
                    clients.find("default").orElseThrow().share(Records.standard());
                    assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("s3cret"));
                });
    }

    @Test
    void takePermitsFromTheLimiterQualifiedForThem() {
        with(with(bare, SINGLE), KZ.subList(0, 1))
                .withPropertyValues(
                        "kyc-sharing.clients.kz.broker-type=standard", "kyc-sharing.clients.kz.secret=kz-s3cret")
                .withUserConfiguration(KzLimiter.class)
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    assertThatExceptionOfType(KycNotSentException.class)
                            .isThrownBy(() -> clients.find("kz").orElseThrow().share(Records.standard()))
                            .extracting(KycNotSentException::reason)
                            .isEqualTo(KycNotSentException.Reason.RATE_LIMITED);
                    clients.find("default").orElseThrow().share(Records.standard());
                });
    }

    @Test
    void passTheirNamesToTheCustomizers() {
        with(with(bare, SINGLE), UK)
                .withBean(
                        KycSharingClientBuilderCustomizer.class,
                        () -> (clientName, builder) -> builder.requestNoGenerator(() -> clientName + "-1"))
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    assertThat(clients.find("uk")
                                    .orElseThrow()
                                    .share(Records.standard())
                                    .requestNo())
                            .isEqualTo("uk-1");
                    assertThat(clients.find("default")
                                    .orElseThrow()
                                    .share(Records.standard())
                                    .requestNo())
                            .isEqualTo("default-1");
                });
    }

    @Test
    void backOffForClientsOfTheApplication() {
        with(bare, SINGLE)
                .withPropertyValues("kyc-sharing.clients.kz.base-url=https://unused.example")
                .withUserConfiguration(OwnKz.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(KycSharingClients.class).find("kz"))
                            .get()
                            .isInstanceOf(KycSharingAutoConfigurationTest.FakeClient.class);
                    assertThat(context.getBean(KycSharingClient.class).name()).isEqualTo("default");
                });
    }

    @Test
    void areNotCreatedIfDisabled() {
        with(bare, KZ)
                .withPropertyValues("kyc-sharing.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KycSharingClient.class)
                        .doesNotHaveBean(KycSharingClients.class));
    }

    @Test
    void areClosedWithTheContext() {
        KycSharingClient[] kz = new KycSharingClient[1];
        with(bare, KZ).run(context -> kz[0] = context.getBean(KycSharingClient.class));
        assertThatThrownBy(() -> kz[0].share(Records.kzAnswers("t", "o"))).hasMessageContaining("closed");
    }

    @Test
    void areReadFromEnvironmentVariables() {
        bare.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of(
                                        "KYCSHARING_CLIENTS_KZMAIN_BIZENTITYKEY", "FROM_ENV",
                                        "KYCSHARING_CLIENTS_KZMAIN_SECRET", "env-s3cret",
                                        "KYC_SHARING_CLIENTS_UK_SECRET", "env-uk-s3cret"))))
                // The same client with a dash, and one whose secret only is in the environment.
                .withPropertyValues(
                        "kyc-sharing.clients.kz-main.broker-type=standard",
                        "kyc-sharing.clients.uk.biz-entity-key=UKKEY",
                        "kyc-sharing.clients.uk.broker-type=standard",
                        "kyc-sharing.notify-url=.")
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    assertThat(clients.names()).containsExactly("kz-main", "uk");
                    clients.findByBizEntityKey("FROM_ENV").orElseThrow().share(Records.standard());
                    assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("env-s3cret"));
                    clients.find("uk").orElseThrow().share(Records.standard());
                    assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("env-uk-s3cret"));
                });
    }

    @Test
    void areCreatedFromTheDocumentedSample() throws Exception {
        PropertySource<?> documented = new YamlPropertySourceLoader()
                .load("clients", new ClassPathResource("clients.yml"))
                .get(0);
        bare.withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(documented))
                .withPropertyValues("SG_KYC_SECRET=sg-s3cret", "KZ_KYC_SECRET=kz-s3cret")
                .run(context -> {
                    KycSharingClients clients = context.getBean(KycSharingClients.class);
                    assertThat(clients.names()).containsExactly("kz", "sg");
                    clients.find("sg").orElseThrow().share(Records.standard());
                    assertThat(transport.lastBody()).contains("\"bizEntityKey\":\"SG_BROKER\"");
                    assertThat(transport.lastSignature()).isEqualTo(transport.hmacOfLast("sg-s3cret"));
                    ClientFactory factory = context.getBean(ClientFactory.class);
                    ClientProperties kz = factory.find("kz").orElseThrow().properties();
                    assertThat(kz.readTimeout())
                            .hasToString("PropertyValue[property=clients.kz.read-timeout, value=PT30S]");
                    assertThat(kz.maxBackoff()).hasToString("PropertyValue[property=retry.max-backoff, value=PT5S]");
                    assertThat(factory.find("sg").orElseThrow().properties().readTimeout())
                            .hasToString("PropertyValue[property=read-timeout, value=PT15S]");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Injected {
        final KycSharingClient unqualified;
        final KycSharingClient kz;

        @Autowired
        Injected(KycSharingClient unqualified, @Qualifier("kz") KycSharingClient kz) {
            this.unqualified = unqualified;
            this.kz = kz;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class KzSigner {
        @Bean(defaultCandidate = false)
        @Qualifier("kz")
        RequestSigner keyStore() {
            return body -> "signed for kz";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class KzLimiter {
        @Bean(defaultCandidate = false)
        @Qualifier("kz")
        RequestLimiter noPermit() {
            return timeout -> false;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnKz {
        @Bean(defaultCandidate = false)
        @Qualifier("kz")
        KycSharingClient fake() {
            return new KycSharingAutoConfigurationTest.FakeClient();
        }
    }

    /** Accepts every request, and computes the signature that it should have. */
    static final class SigningTransport implements ExchangeTransport {
        private final KycSharingAutoConfigurationTest.FakeTransport sent =
                new KycSharingAutoConfigurationTest.FakeTransport();

        @Override
        public TransportResponse send(TransportRequest request) {
            return sent.send(request);
        }

        String lastBody() {
            return new String(last().body(), StandardCharsets.UTF_8);
        }

        String lastSignature() {
            return Objects.requireNonNull(last().headers().get("X-SHA2-Signature"));
        }

        String hmacOfLast(String secret) {
            return RequestSigner.hmacSha256(secret).sign(last().body());
        }

        private TransportRequest last() {
            return sent.sent.get(sent.sent.size() - 1);
        }

        @Override
        public void close() {
            sent.close();
        }
    }
}
