package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestLimiter;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class KycSharingAutoConfigurationTest {
    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(KycSharingAutoConfiguration.class));
    private final ApplicationContextRunner configured = bare.withPropertyValues(
            "kyc-sharing.biz-entity-key=BROKERKEY", "kyc-sharing.secret=s3cret", "kyc-sharing.broker-type=standard");

    @Test
    void createsOneClientFromTheProperties() {
        configured.run(context -> assertThat(context)
                .hasSingleBean(KycSharingClient.class)
                .hasSingleBean(KycSharingConnectionDetails.class)
                .hasSingleBean(KycSharingProperties.class));
    }

    @Test
    void isRegisteredAsAnAutoConfiguration() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(
                        KycSharingAutoConfiguration.class.getName(),
                        KycSharingClientsAutoConfiguration.class.getName(),
                        KycSharingSanitizingAutoConfiguration.class.getName(),
                        KycSharingValidatorAutoConfiguration.class.getName());
    }

    @Test
    void createsNothingIfDisabled() {
        bare.withPropertyValues("kyc-sharing.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(KycSharingClient.class)
                        .doesNotHaveBean(KycSharingConnectionDetails.class)
                        .doesNotHaveBean(KycSharingProperties.class));
    }

    @Test
    void requiresNoPropertyWithAClientOfTheApplication() {
        bare.withBean("own", KycSharingClient.class, FakeClient::new)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(KycSharingClient.class)
                        .doesNotHaveBean(KycSharingConnectionDetails.class)
                        .getBean(KycSharingClient.class)
                        .isInstanceOf(FakeClient.class));
    }

    @Test
    void staysBesideAClientThatIsNoDefaultCandidate() {
        configured.withUserConfiguration(SecondEntity.class).run(context -> {
            assertThat(context.getBeansOfType(KycSharingClient.class)).hasSize(2);
            assertThat(context.getBean("kycSharingClient")).isNotInstanceOf(FakeClient.class);
        });
    }

    @Test
    void signsWithTheApplicationsSignerWithoutASecret() {
        FakeTransport transport = new FakeTransport();
        bare.withPropertyValues("kyc-sharing.biz-entity-key=BROKERKEY", "kyc-sharing.broker-type=standard")
                .withPropertyValues("kyc-sharing.notify-url=.")
                .withBean("own", RequestSigner.class, () -> body -> "signed by the key store")
                .withBean(ExchangeTransport.class, () -> transport)
                .run(context -> {
                    context.getBean(KycSharingClient.class).share(Records.standard());
                    assertThat(transport.sent)
                            .singleElement()
                            .satisfies(request -> assertThat(request.headers())
                                    .containsEntry("X-SHA2-Signature", "signed by the key store"));
                });
    }

    @Test
    void sendsThroughTheApplicationsTransport() {
        FakeTransport transport = new FakeTransport();
        configured
                .withPropertyValues("kyc-sharing.notify-url=.")
                .withBean(ExchangeTransport.class, () -> transport)
                .run(context -> {
                    ShareResult result = context.getBean(KycSharingClient.class).share(Records.standard());
                    assertThat(result.code().value()).isEqualTo("000000");
                    assertThat(transport.sent)
                            .singleElement()
                            .satisfies(request -> assertThat(request.uri())
                                    .hasToString("https://cb.link-kycapi.com"
                                            + "/bapi/ekyc/v2/public/ekyc/customer/share-kyc-data"));
                });
    }

    @Test
    void takesPermitsFromTheApplicationsLimiter() {
        AtomicInteger permits = new AtomicInteger();
        configured
                .withPropertyValues("kyc-sharing.notify-url=.")
                .withBean(ExchangeTransport.class, FakeTransport::new)
                .withBean(RequestLimiter.class, () -> timeout -> permits.incrementAndGet() < 3)
                .run(context -> {
                    KycSharingClient client = context.getBean(KycSharingClient.class);
                    client.share(Records.standard());
                    client.share(Records.standard());
                    assertThatExceptionOfType(KycNotSentException.class)
                            .isThrownBy(() -> client.share(Records.standard()))
                            .extracting(KycNotSentException::reason)
                            .isEqualTo(KycNotSentException.Reason.RATE_LIMITED);
                });
        assertThat(permits).hasValue(3);
    }

    @Test
    void refusesALimitBesideTheApplicationsLimiter() {
        configured
                .withPropertyValues("kyc-sharing.max-requests-per-second=1")
                .withBean(RequestLimiter.class, () -> timeout -> true)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                "kyc-sharing.max-requests-per-second is set beside a RequestLimiter bean"));
    }

    @Test
    void callsCustomizersInOrderAfterTheProperties() {
        FakeTransport transport = new FakeTransport();
        configured
                .withPropertyValues("kyc-sharing.notify-url=https://from.properties/")
                .withBean(ExchangeTransport.class, () -> transport)
                .withUserConfiguration(Customizers.class)
                .run(context -> {
                    ShareResult result = context.getBean(KycSharingClient.class).share(Records.standard());
                    assertThat(result.requestNo()).isEqualTo("second-1");
                    assertThat(new String(transport.sent.get(0).body(), StandardCharsets.UTF_8))
                            .contains("\"notifyUrl\":\"https://from.customizer/\"");
                });
    }

    @Test
    void closesTheClientWithTheContext() {
        FakeTransport transport = new FakeTransport();
        KycSharingClient[] client = new KycSharingClient[1];
        configured
                .withPropertyValues("kyc-sharing.notify-url=.")
                .withInitializer(context -> context.getBeanFactory()
                        .registerSingleton(
                                "transport", transport)) // a singleton that the context itself does not close
                .run(context -> client[0] = context.getBean(KycSharingClient.class));

        assertThat(transport.closed).isTrue();
        assertThatThrownBy(() -> client[0].share(Records.standard()))
                .isInstanceOfSatisfying(
                        KycNotSentException.class,
                        e -> assertThat(e.reason()).isEqualTo(KycNotSentException.Reason.CLOSED));
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondEntity {
        @Bean(defaultCandidate = false)
        KycSharingClient kz() {
            return new FakeClient();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {
        @Bean
        @Order(2)
        KycSharingClientBuilderCustomizer second() {
            return (clientName, builder) -> builder.requestNoGenerator(() -> "second-1");
        }

        @Bean
        @Order(1)
        KycSharingClientBuilderCustomizer first() {
            return (clientName, builder) ->
                    builder.requestNoGenerator(() -> "first-1").notifyUrl("https://from.customizer/");
        }
    }

    static final class FakeClient implements KycSharingClient {
        @Override
        public ShareResult share(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ShareResult resume(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    static final class FakeTransport implements ExchangeTransport {
        final List<TransportRequest> sent = new ArrayList<>();
        boolean closed;

        @Override
        public TransportResponse send(TransportRequest request) {
            sent.add(request);
            byte[] response = "{\"code\":\"000000\",\"success\":true}".getBytes(StandardCharsets.UTF_8);
            return new TransportResponse(200, response, false, Optional.empty());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
