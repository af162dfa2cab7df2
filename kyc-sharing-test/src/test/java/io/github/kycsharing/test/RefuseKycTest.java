package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.test.NotificationDelivery.Outcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The refusal of a customer's KYC record by the broker. */
class RefuseKycTest {
    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET));

    private KycExchangeSimulator exchange;
    private Broker broker;

    @BeforeEach
    void findExchange() {
        exchange = EXCHANGE.exchange();
        broker = new Broker(exchange.baseUrl());
    }

    private String refuse(String customer) {
        return broker.call("refused-kyc-data", "{\"entityCustomerId\":\"" + customer + "\"}")
                .path("code")
                .stringValue();
    }

    @Test
    void changesTheStatusAndPublishesTheChange() {
        broker.post(RecordBody.of("R1", "C1").set("kycInfo.userInfo.notifyUrl", "http://127.0.0.1:1/closed-port"));
        exchange.status("C1").set(ExchangeStatus.PASS);

        assertThat(refuse("C1")).isEqualTo("000000");
        JsonNode data = broker.status("C1").path("data");
        assertThat(data.path("levelInfo").path("currentLevel").path("kycStatus").stringValue())
                .isEqualTo("REFUSED");
        assertThat(data.path("levelInfo").path("kycPass").booleanValue()).isFalse();
        assertThat(data.path("statusInfo").path("failReason").stringValue()).isEqualTo("Refused by the broker");
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(exchange.notifications().ofCustomer("C1")).hasSize(2));
        NotificationDelivery last = exchange.notifications().ofCustomer("C1").get(1);
        assertThat(last.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(new JsonMapper()
                        .readTree(last.body())
                        .path("eventVo")
                        .path("levelInfo")
                        .path("currentLevel")
                        .path("kycStatus")
                        .stringValue())
                .isEqualTo("REFUSED");
    }

    @Test
    void refusesOnceMoreWithoutAChange() {
        broker.post(RecordBody.of("R1", "C1"));

        assertThat(refuse("C1")).isEqualTo("000000");
        ExchangeStatus refused = exchange.status("C1").current().orElseThrow();
        assertThat(refuse("C1")).isEqualTo("000000");
        assertThat(exchange.status("C1").current()).contains(refused);
    }

    @Test
    void failsForAnUnknownCustomer() {
        assertThat(refuse("C1")).isEqualTo("000002");
        assertThat(exchange.status("C1").current()).isEmpty();
    }
}
