package com.example.broker;

import static com.example.broker.Customers.aCustomer;
import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeExtension;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The samples of docs/testing.md about the JUnit extension, the journal and faults. */
class DeliveryTest {
    // tag::extension[]
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard("MY_KEY", "my-secret"));

    @Test
    void isAcceptedOnce(KycExchangeSimulator exchange) {
        try (KycSharingClient client = clientOf(exchange)) {
            ShareResult result = client.share(aCustomer());
            assertThat(exchange).accepted(result.requestNo()).received(1);
        }
    }
    // end::extension[]

    @Test
    void journalHasTheReceivedRequest(KycExchangeSimulator exchange) {
        try (KycSharingClient client = clientOf(exchange)) {
            client.share(aCustomer());
            // tag::journal[]
            ReceivedRequest request = exchange.journal().last().orElseThrow();
            String body = request.bodyText();
            boolean signed = request.signatureValid();
            assertThat(exchange).received("with a city", r -> r.bodyText().contains("\"city\":\"bbb\""));
            // end::journal[]
            Assertions.assertThat(signed).isTrue();
            Assertions.assertThat(body).startsWith("{\"bizEntityKey\":\"MY_KEY\"");
        }
    }

    @Test
    void injectsFaults(KycExchangeSimulator exchange) {
        // tag::faults[]
        exchange.faults().next(Fault.RESET_AFTER_PROCESSING, Fault.HTTP_503); // the next two requests
        exchange.faults().next(3, Fault.tooManyRequests("1")); // and the three after them
        exchange.faults().forCustomer("4711").next(Fault.NONE, Fault.SYSTEM_ERROR); // the second one only
        exchange.faults().forRequestNo("REQ-1").always(Fault.stallBeforeHeaders(Duration.ofSeconds(30)));
        exchange.faults().forStatusQueries().next(Fault.EMPTY_BODY);
        exchange.faults().atRandom(0.2, Fault.HTTP_502, Fault.HTTP_504.afterProcessing()); // by the seed
        // end::faults[]
        exchange.faults().clear().next(Fault.code("10040106"));
        try (KycSharingClient client = clientOf(exchange)) {
            assertThatThrownBy(() -> client.share(aCustomer())).isInstanceOf(KycRejectedException.class);
        }
    }

    @Test
    void acceptsConfiguredEntities() {
        // tag::plain[]
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard("MY_KEY", "my-secret").withSubAccountLimit(20))
                .entity(ExchangeEntity.kz("MY_KZ_KEY", "my-kz-secret")
                        .withQuestionnaire("KZ_V6", Map.of("KZ_V6_useFor", Set.of("KZ_V6_useFor_investmentTrading"))))
                .seed(42)
                .start()) {
            // the base URL is exchange.baseUrl()
            // end::plain[]
            try (KycSharingClient client = clientOf(exchange)) {
                client.share(aCustomer());
            }
            assertThat(exchange).accepted(1);
            // tag::plain[]
        }
        // end::plain[]
    }

    private static KycSharingClient clientOf(KycExchangeSimulator exchange) {
        return KycSharingClient.builder()
                .bizEntityKey("MY_KEY")
                .secret("my-secret")
                .brokerType(BrokerType.STANDARD)
                .notifyUrl(".")
                .baseUrl(exchange.baseUrl())
                .build();
    }
}
