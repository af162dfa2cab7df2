package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.test.ReceivedRequest.Effect;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Status queries at the simulator. */
class StatusQueryTest {
    private KycExchangeSimulator exchange;
    private Broker broker;

    @BeforeEach
    void start() {
        exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET))
                .start();
        broker = new Broker(exchange.baseUrl());
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void returnsNonExistedForAnUnknownCustomer() {
        assertThat(broker.status("C1").toString())
                .isEqualTo("{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,"
                        + "\"data\":{\"statusInfo\":null,\"levelInfo\":null,\"nonExisted\":true},\"success\":true}");
        assertThat(exchange.status("C1").current()).isEmpty();
    }

    @Test
    void returnsTheStatusOfAnAcceptedCustomer() {
        assertThat(broker.code(RecordBody.of("R1", "C1"))).isEqualTo("000000");

        JsonNode data = broker.status("C1").path("data");
        assertThat(data.path("nonExisted").booleanValue()).isFalse();
        assertThat(kycStatus(data)).isEqualTo("PROCESS");
        assertThat(data.path("levelInfo").path("kycPass").booleanValue()).isFalse();
        assertThat(data.path("statusInfo").path("kycUserId").longValue()).isGreaterThan(1L << 53);
        assertThat(data.path("statusInfo").path("dbCreateTime").longValue()).isGreaterThan(1_700_000_000_000L);
        assertThat(broker.status("C2").path("data").path("nonExisted").booleanValue())
                .isTrue();
    }

    @Test
    void returnsNonExistedForARefusedCustomer() {
        assertThat(broker.code(RecordBody.of("R1", "C1").set("kycInfo.basicInfo.country", "Kazakhstan")))
                .isEqualTo("000002");
        assertThat(broker.status("C1").path("data").path("nonExisted").booleanValue())
                .isTrue();
    }

    @Test
    void returnsTheStatusThatWasSet() {
        exchange.status("C1")
                .set(ExchangeStatus.REFUSED.withSubStatus("HIGH_RISK").withField("somethingNew", 7));

        JsonNode data = broker.status("C1").path("data");
        assertThat(kycStatus(data)).isEqualTo("REFUSED");
        assertThat(data.path("levelInfo")
                        .path("currentLevel")
                        .path("kycLevelSubStatus")
                        .stringValue())
                .isEqualTo("HIGH_RISK");
        assertThat(data.path("statusInfo").path("identityStatus").stringValue()).isEqualTo("REJECT");
        assertThat(data.path("statusInfo").path("failReason").stringValue()).isNotBlank();
        assertThat(data.path("statusInfo").path("somethingNew").intValue()).isEqualTo(7);

        exchange.status("C1").set(ExchangeStatus.PASS);
        JsonNode passed = broker.status("C1").path("data");
        assertThat(passed.path("levelInfo").path("kycPass").booleanValue()).isTrue();
        assertThat(passed.path("statusInfo").path("kycUserId"))
                .isEqualTo(data.path("statusInfo").path("kycUserId"));
        exchange.status("C1").forget();
        assertThat(broker.status("C1").path("data").path("nonExisted").booleanValue())
                .isTrue();
    }

    @Test
    void advancesTheScriptWithEachQuery() {
        exchange.status("C1").progress(ExchangeStatus.REVIEW, ExchangeStatus.of("BRAND_NEW"), ExchangeStatus.PASS);

        assertThat(kycStatus(broker.status("C1").path("data"))).isEqualTo("REVIEW");
        assertThat(kycStatus(broker.status("C1").path("data"))).isEqualTo("BRAND_NEW");
        assertThat(kycStatus(broker.status("C1").path("data"))).isEqualTo("PASS");
        assertThat(kycStatus(broker.status("C1").path("data"))).isEqualTo("PASS");
        assertThat(exchange.status("C1").current()).contains(ExchangeStatus.PASS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.status("C1").progress());
    }

    @Test
    void scriptsTheStatusesOfEverySharedCustomer() {
        try (KycExchangeSimulator other = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .statusAfterSharing(ExchangeStatus.PROCESS, ExchangeStatus.PASS)
                .start()) {
            Broker client = new Broker(other.baseUrl());
            client.post(RecordBody.of("R1", "C1"));
            assertThat(kycStatus(client.status("C1").path("data"))).isEqualTo("PROCESS");
            assertThat(kycStatus(client.status("C1").path("data"))).isEqualTo("PASS");
            client.post(RecordBody.of("R2", "C1"));
            assertThat(kycStatus(client.status("C1").path("data"))).isEqualTo("PASS");
            other.reset();
            assertThat(client.status("C1").path("data").path("nonExisted").booleanValue())
                    .isTrue();
        }
    }

    @Test
    void separatesTheCustomersOfTwoEntities() {
        exchange.status(Broker.KZ_KEY, "C1").set(ExchangeStatus.PASS);
        assertThat(broker.status("C1").path("data").path("nonExisted").booleanValue())
                .isTrue();
        assertThat(exchange.status(Broker.KZ_KEY, "C1").current()).contains(ExchangeStatus.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'nonsense'                                   | 10040005",
                "'{\"bizEntityKey\":\"NOBODY\"}'              | 000002",
                "'{\"bizEntityKey\":\"STANDARD_BROKER\"}'     | 000002",
                "'{\"bizEntityKey\":\"STANDARD_BROKER\",\"entityCustomerId\":1}' | 10040005",
                "'{\"bizEntityKey\":\"STANDARD_BROKER\",\"entityCustomerId\":\"a b\",\"kycType\":\"USER\",\"brokerMainAccountId\":\"1\",\"brokerSubAccountId\":\"2\"}' | 000002",
                "'{\"bizEntityKey\":\"STANDARD_BROKER\",\"entityCustomerId\":\"ab\",\"brokerMainAccountId\":\"1\",\"brokerSubAccountId\":\"2\"}' | 000002"
            })
    void refusesAnInvalidQuery(String body, String code) {
        assertThat(Broker.code(broker.query(body))).isEqualTo(code);
        assertThat(exchange.journal().last().orElseThrow().effect()).isEqualTo(Effect.REJECTED);
    }

    @Test
    void refusesAnInvalidSignatureInTheSecondFormat() {
        byte[] body = "{\"bizEntityKey\":\"STANDARD_BROKER\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(broker.query(body, "00").body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"errorData\":\"signature mismatch\",\"code\":\"10040080\"}");
    }

    @Test
    void recordsQueriesInTheJournalOnly() {
        broker.post(RecordBody.of("R1", "C1"));
        broker.status("C1");

        assertThat(exchange.journal().statusQueries()).singleElement().satisfies(query -> {
            assertThat(query.entityCustomerId()).isEqualTo("C1");
            assertThat(query.signatureValid()).isTrue();
            assertThat(query.effect()).isEqualTo(Effect.QUERIED);
            assertThat(query.code()).contains("000000");
            assertThat(query.toString()).contains("STATUS_QUERY").doesNotContain("C1");
        });
        assertThat(exchange.journal().ofCustomer("C1")).hasSize(2);
        assertThat(exchange.ledger()).containsOnlyKeys("R1");
    }

    @Test
    void meetsFaultsForQueriesAndForTheCustomer() {
        exchange.faults().forStatusQueries().next(Fault.SYSTEM_ERROR, Fault.code("31337"), Fault.HTTP_503);
        exchange.faults().forCustomer("C1").next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);

        assertThat(broker.status("C1").path("code").stringValue()).isEqualTo("10040004");
        assertThat(broker.status("C1").path("code").stringValue()).isEqualTo("10040004");
        assertThat(broker.code(RecordBody.of("R1", "C2"))).isEqualTo("000000");
        assertThat(broker.status("C1").path("code").stringValue()).isEqualTo("31337");
        assertThat(broker.query("{}").statusCode()).isEqualTo(503);
        assertThat(exchange.ledger()).containsOnlyKeys("R1");
    }

    @Test
    void losesAResponseAfterAdvancingTheScript() {
        exchange.status("C1").progress(ExchangeStatus.REVIEW, ExchangeStatus.PASS);
        exchange.faults().forStatusQueries().next(Fault.RESET_AFTER_PROCESSING, Fault.RESET_BEFORE_PROCESSING);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> broker.status("C1"));
        assertThat(exchange.status("C1").current()).contains(ExchangeStatus.REVIEW);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> broker.status("C1"));
        assertThat(exchange.status("C1").current()).contains(ExchangeStatus.REVIEW);
        assertThat(kycStatus(broker.status("C1").path("data"))).isEqualTo("PASS");
    }

    private static String kycStatus(JsonNode data) {
        return data.path("levelInfo").path("currentLevel").path("kycStatus").stringValue("");
    }
}
