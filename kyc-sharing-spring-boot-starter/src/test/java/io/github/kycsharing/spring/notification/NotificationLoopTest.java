package io.github.kycsharing.spring.notification;

import static io.github.kycsharing.spring.notification.ReceivingBroker.notification;
import static io.github.kycsharing.spring.notification.ReceivingBroker.post;
import static io.github.kycsharing.spring.notification.ReceivingBroker.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.NotificationDelivery;
import io.github.kycsharing.test.NotificationDelivery.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** From a shared record to a confirmed event, over real sockets on both sides. */
@ExtendWith(OutputCaptureExtension.class)
class NotificationLoopTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE = KycExchangeExtension.of(
            ExchangeEntity.standard("BROKERKEY", "s3cret"), ExchangeEntity.standard("OTHERKEY", "0ther"));

    private static final String CUSTOMER = "C-4711";

    private KycExchangeSimulator exchange;

    @BeforeEach
    void exchange() {
        exchange = EXCHANGE.exchange();
    }

    @Test
    void anApplicationIsToldOfEachStatusOnceTheExchangeConfirmsIt() {
        try (ReceivingBroker broker = ReceivingBroker.start(exchange)) {
            broker.share("default", CUSTOMER);
            exchange.status(CUSTOMER).set(ExchangeStatus.REVIEW);
            exchange.status(CUSTOMER).set(ExchangeStatus.PASS);

            assertThat(broker.listener().statuses()).containsExactly("REVIEW", "PASS");
            KycStatusChanged told = broker.listener().told().get(1);
            assertThat(told.client()).isEqualTo("default");
            assertThat(told.customer().entityCustomerId()).isEqualTo(CUSTOMER);
            assertThat(told.status().isPassed()).isTrue();
            assertThat(exchange.notifications().deliveries())
                    .extracting(NotificationDelivery::httpStatus)
                    .allSatisfy(status -> assertThat(status).hasValue(204))
                    .hasSize(2);
            assertThat(exchange.notifications().pending()).isZero();
        }
    }

    @Test
    void aReplayIsTakenAndTellsNothingNew() {
        try (ReceivingBroker broker = ReceivingBroker.start(exchange)) {
            broker.share("default", CUSTOMER);
            exchange.status(CUSTOMER).set(ExchangeStatus.PASS);
            NotificationDelivery first = exchange.notifications().deliveries().get(0);

            assertThat(exchange.notifications().redeliver(first).httpStatus()).hasValue(204);
            assertThat(exchange.notifications().redeliver(first).httpStatus()).hasValue(204);
            assertThat(broker.listener().statuses()).containsExactly("PASS");
        }
    }

    @Test
    void anOlderNotificationTellsTheNewerStatusThatIsTrueAndOnlyOnce() {
        try (ReceivingBroker broker = ReceivingBroker.start(exchange)) {
            broker.share("default", CUSTOMER);
            broker.listener().failNext(1);
            exchange.status(CUSTOMER).set(ExchangeStatus.REVIEW);
            exchange.status(CUSTOMER).set(ExchangeStatus.REFUSED);
            assertThat(broker.listener().statuses()).containsExactly("REFUSED");

            exchange.advance(Duration.ofMinutes(3));

            assertThat(exchange.notifications().deliveries())
                    .extracting(NotificationDelivery::outcome)
                    .containsExactly(Outcome.FAILED, Outcome.DELIVERED, Outcome.DELIVERED);
            assertThat(broker.listener().statuses()).containsExactly("REFUSED");
        }
    }

    @Test
    void whatANotificationClaimsIsNotBelieved() {
        try (ReceivingBroker broker = ReceivingBroker.start(exchange)) {
            broker.share("default", CUSTOMER);
            String claim = notification(CUSTOMER)
                    .replace(
                            "\"eventVo\":{}",
                            "\"eventVo\":{\"levelInfo\":{\"currentLevel\":{\"kycStatus\":\"PASS\"},\"kycPass\":true}}");

            assertThat(post(broker.url(), claim)).isEqualTo(204);

            assertThat(broker.listener().statuses()).containsExactly("PROCESS");
        }
    }

    @Test
    void aListenerThatFailsTwiceIsCalledAgainBySuccessiveDeliveries(CapturedOutput output) {
        try (ReceivingBroker broker = ReceivingBroker.start(exchange)) {
            broker.share("default", CUSTOMER);
            broker.listener().failNext(2);
            exchange.status(CUSTOMER).set(ExchangeStatus.PASS);
            assertThat(broker.listener().told()).isEmpty();
            exchange.advance(Duration.ofMinutes(3));
            assertThat(broker.listener().told()).isEmpty();
            assertThat(exchange.notifications().pending()).isOne();

            exchange.advance(Duration.ofMinutes(5));

            assertThat(broker.listener().statuses()).containsExactly("PASS");
            assertThat(exchange.notifications().deliveries())
                    .extracting(delivery -> delivery.httpStatus().orElseThrow())
                    .containsExactly(503, 503, 204);
            assertThat(exchange.notifications().pending()).isZero();
        }
        assertThat(output).contains("caused by java.io.UncheckedIOException").doesNotContain("canary " + CUSTOMER);
    }

    @Test
    void aRestartBetweenDeliveriesLosesNothing() {
        int port = ReceivingBroker.freePort();
        try (ReceivingBroker broker = ReceivingBroker.start(port, exchange, List.of())) {
            broker.share("default", CUSTOMER);
        }
        exchange.status(CUSTOMER).set(ExchangeStatus.PASS);
        assertThat(exchange.notifications().deliveries())
                .singleElement()
                .extracting(NotificationDelivery::outcome)
                .isEqualTo(Outcome.FAILED);

        try (ReceivingBroker broker = ReceivingBroker.start(port, exchange, List.of(Customers.class))) {
            exchange.advance(Duration.ofMinutes(3));

            assertThat(broker.listener().statuses()).containsExactly("PASS");
            assertThat(broker.bean(KycStatusStore.class).find("BROKERKEY", CUSTOMER))
                    .isPresent();
        }
    }

    @Test
    void aCustomerNobodyKnowsIsLeftToTheExchangesNextTry(CapturedOutput output) {
        try (ReceivingBroker broker = ReceivingBroker.start(exchange)) {
            assertThat(post(broker.url(), notification("C-unheard-of"))).isEqualTo(503);
            assertThat(exchange.journal().statusQueries()).isEmpty();
        }
        try (ReceivingBroker broker =
                ReceivingBroker.start(ReceivingBroker.freePort(), exchange, List.of(CustomersOfSomebodyElse.class))) {
            assertThat(post(broker.url(), notification("C-unheard-of"))).isEqualTo(503);
        }
        assertThat(output)
                .contains("neither the KycStatusStore nor a KycCustomerDirectory knows")
                .doesNotContain("C-unheard-of");
    }

    @Test
    void aFailedStatusQueryOrARecordThatIsNotThereYetIsLeftToTheExchangesNextTry() {
        try (ReceivingBroker broker = ReceivingBroker.start(exchange, "kyc-sharing.retry.max-attempts=1")) {
            broker.share("default", CUSTOMER);
            exchange.faults().next(Fault.HTTP_503);
            exchange.status(CUSTOMER).set(ExchangeStatus.PASS);
            exchange.status(CUSTOMER).forget();
            exchange.advance(Duration.ofMinutes(3));
            exchange.status(CUSTOMER).progress(ExchangeStatus.PASS);
            exchange.advance(Duration.ofMinutes(5));

            assertThat(exchange.notifications().deliveries())
                    .extracting(delivery -> delivery.httpStatus().orElseThrow())
                    .containsExactly(503, 503, 204);
            assertThat(broker.listener().statuses()).containsExactly("PASS");
        }
    }

    @Test
    void eachEntityHasAUrlOfItsOwnAndIsAskedByItsOwnClient() {
        try (ReceivingBroker broker = ReceivingBroker.start(
                exchange,
                "kyc-sharing.clients.other.biz-entity-key=OTHERKEY",
                "kyc-sharing.clients.other.secret=0ther")) {
            assertThat(broker.url("other")).isNotEqualTo(broker.url());
            broker.share("default", CUSTOMER);
            broker.share("other", "C-other");
            exchange.status("OTHERKEY", "C-other").set(ExchangeStatus.REFUSED);
            exchange.status(CUSTOMER).set(ExchangeStatus.PASS);

            assertThat(broker.listener().told())
                    .extracting(
                            change -> change.client() + " " + change.status().isPassed())
                    .containsExactly("other false", "default true");
            assertThat(post(broker.url("other"), notification(CUSTOMER))).isEqualTo(400);
        }
    }

    @Test
    void urlsOfBeforeARotationGoOnWorking() {
        int port = ReceivingBroker.freePort();
        String before;
        try (ReceivingBroker broker = ReceivingBroker.start(port, exchange, List.of())) {
            before = broker.url();
        }
        String rotated = "kyc-sharing.notifications.token-secret=another-secret-of-more-than-32-characters";
        try (ReceivingBroker broker = ReceivingBroker.start(
                port,
                exchange,
                List.of(),
                rotated,
                "kyc-sharing.notifications.previous-token-secrets=" + ReceivingBroker.TOKEN_SECRET)) {
            broker.share("default", CUSTOMER);
            assertThat(broker.url()).isNotEqualTo(before);
            assertThat(post(before, notification(CUSTOMER))).isEqualTo(204);
            assertThat(post(broker.url(), notification(CUSTOMER))).isEqualTo(204);
        }
        try (ReceivingBroker broker = ReceivingBroker.start(port, exchange, List.of(), rotated)) {
            broker.share("default", CUSTOMER);
            assertThat(post(before, notification(CUSTOMER))).isEqualTo(404);
        }
    }

    @Test
    void aContextPathAndAPathOfItsOwnAreInTheUrl() {
        int port = ReceivingBroker.freePort();
        try (ReceivingBroker broker = ReceivingBroker.start(
                port,
                exchange,
                List.of(),
                "server.servlet.context-path=/broker",
                "kyc-sharing.notifications.public-url=http://localhost:" + port + "/broker/",
                "kyc-sharing.notifications.path=/hooks/kyc")) {
            assertThat(broker.url()).startsWith("http://localhost:" + port + "/broker/hooks/kyc/");
            broker.share("default", CUSTOMER);
            exchange.status(CUSTOMER).set(ExchangeStatus.PASS);

            assertThat(broker.listener().statuses()).containsExactly("PASS");
        }
    }

    @Test
    void aClientOfTheApplicationsOwnIsGivenTheUrlByTheApplication() {
        try (ReceivingBroker broker =
                ReceivingBroker.start(ReceivingBroker.freePort(), exchange, List.of(OwnClient.class))) {
            KycSharingClient own = broker.bean(KycSharingClient.class);
            assertThat(own.name()).isEqualTo("own");
            own.share(record(CUSTOMER));
            exchange.status(CUSTOMER).set(ExchangeStatus.PASS);

            assertThat(broker.listener().told())
                    .singleElement()
                    .extracting(KycStatusChanged::client)
                    .isEqualTo("own");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customers {
        @Bean
        KycCustomerDirectory customers() {
            return (key, customer) -> Optional.of(
                    KycCustomer.of(Objects.requireNonNull(record(customer).userInfo()).toBuilder()
                            .bizEntityKey(key)
                            .build()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class CustomersOfSomebodyElse {
        @Bean
        KycCustomerDirectory customers() {
            return (key, customer) -> Optional.of(new KycCustomer("OTHERKEY", customer, "1", "2"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {
        @Bean
        KycSharingClient ownClient(KycNotificationUrls urls, KycStatusStore store, Environment environment) {
            return KycSharingClient.builder()
                    .name("own")
                    .bizEntityKey("BROKERKEY")
                    .secret("s3cret")
                    .brokerType(BrokerType.STANDARD)
                    .baseUrl(environment.getRequiredProperty("kyc-sharing.base-url"))
                    .notifyUrl(urls.urlOf("default").orElseThrow())
                    .beforeSend(request -> store.track(KycCustomer.of(request)))
                    .build();
        }
    }
}
