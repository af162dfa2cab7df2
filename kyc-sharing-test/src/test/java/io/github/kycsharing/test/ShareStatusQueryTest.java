package io.github.kycsharing.test;

import static io.github.kycsharing.test.KycExchangeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.test.LedgerEntry.ImportState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The import of accepted shares, queried by requestNo. */
class ShareStatusQueryTest {
    private static final String NO_DATA =
            "{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,\"data\":null,\"success\":true}";

    private KycExchangeSimulator exchange;
    private Broker broker;

    @BeforeEach
    void start() {
        start(entities());
    }

    private static KycExchangeSimulator.Builder entities() {
        return KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET))
                .clock(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));
    }

    private void start(KycExchangeSimulator.Builder builder) {
        if (exchange != null) {
            exchange.close();
        }
        exchange = builder.start();
        broker = new Broker(exchange.baseUrl());
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    private JsonNode query(String customer, String requestNo) {
        return broker.call(
                "query-share-data-status",
                "{\"entityCustomerId\":\"" + customer + "\",\"requestNo\":\"" + requestNo + "\"}");
    }

    private String status(String requestNo) {
        return query("C1", requestNo).path("data").path("status").stringValue("");
    }

    private void share(String requestNo, String customer) {
        assertThat(broker.code(RecordBody.of(requestNo, customer))).isEqualTo("000000");
    }

    @Test
    void importsAnAcceptedShareAtOnceByDefault() {
        share("R1", "C1");

        assertThat(query("C1", "R1").toString())
                .isEqualTo("{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,"
                        + "\"data\":{\"bizEntityKey\":\"STANDARD_BROKER\",\"entityCustomerId\":\"C1\","
                        + "\"requestNo\":\"R1\",\"status\":\"SUCCESS\",\"failMessage\":null},\"success\":true}");
        assertThat(exchange).imported("R1");
    }

    @Test
    void returnsNoDataForANumberThatHasNoImport() {
        exchange.faults().forRequestNo("R2").next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        share("R1", "C1");
        broker.post(RecordBody.of("R2", "C1"));
        broker.post(RecordBody.of("R3", "C1").remove("kycInfo.basicInfo"));

        assertThat(query("C1", "R2").toString()).isEqualTo(NO_DATA);
        assertThat(query("C1", "R3").toString()).isEqualTo(NO_DATA);
        assertThat(query("C1", "NEVER-SENT").toString()).isEqualTo(NO_DATA);
        assertThat(query("C2", "R1").toString()).isEqualTo(NO_DATA);
        assertThat(exchange.ledgerEntry("R2").orElseThrow().importState()).isEmpty();
        assertThat(exchange.ledgerEntry("R3").orElseThrow().importState()).isEmpty();
    }

    @Test
    void returnsNoDataToAnotherEntity() {
        share("R1", "C1");

        assertThat(Broker.json(broker.postTo(
                                "query-share-data-status",
                                "{\"bizEntityKey\":\"" + Broker.KZ_KEY
                                        + "\",\"entityCustomerId\":\"C1\",\"requestNo\":\"R1\"}"))
                        .toString())
                .isEqualTo(NO_DATA);
    }

    @Test
    void reportsAnUnknownNumberWithACodeIfSetSo() {
        start(entities().unknownRequestNoCode("000002"));
        share("R1", "C1");

        assertThat(query("C1", "R2").path("code").stringValue()).isEqualTo("000002");
        assertThat(status("R1")).isEqualTo("SUCCESS");
        assertThatIllegalArgumentException().isThrownBy(() -> entities().unknownRequestNoCode("000000"));
    }

    @Test
    void importsWhenTheDelayHasPassed() {
        start(entities().importDelay(Duration.ofMinutes(5)));
        share("R1", "C1");

        assertThat(status("R1")).isEqualTo("INIT");
        exchange.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(status("R1")).isEqualTo("INIT");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().importState()).contains(ImportState.INIT);
        exchange.advance(Duration.ofMillis(1));
        assertThat(status("R1")).isEqualTo("SUCCESS");
        assertThat(exchange).imported("R1");
        assertThatIllegalArgumentException().isThrownBy(() -> entities().importDelay(Duration.ofMillis(-1)));
    }

    @Test
    void failsAnImportByItsNumber() {
        start(entities().importDelay(Duration.ofMinutes(5)));
        exchange.imports().fail("R1", "document unreadable");
        share("R1", "C1");
        share("R2", "C1");
        assertThat(status("R1")).isEqualTo("INIT");
        exchange.advance(Duration.ofMinutes(5));

        assertThat(status("R1")).isEqualTo("FAIL");
        assertThat(query("C1", "R1").path("data").path("failMessage").stringValue())
                .isEqualTo("document unreadable");
        assertThat(status("R2")).isEqualTo("SUCCESS");
        exchange.imports().fail("R2", "late");
        assertThat(status("R2")).isEqualTo("FAIL");
        assertThat(exchange).accepted("R1").importFailed("R1").importFailed("R2");
        assertThat(exchange.notifications().deliveries()).isEmpty();
    }

    @Test
    void failsTheNextImportsOfACustomer() {
        exchange.imports().failNextOfCustomer("C1", "first").failNextOfCustomer("C1", "second");
        share("R0", "C2");
        share("R1", "C1");
        share("R2", "C1");
        share("R3", "C1");

        assertThat(query("C1", "R1").path("data").path("failMessage").stringValue())
                .isEqualTo("first");
        assertThat(query("C1", "R2").path("data").path("failMessage").stringValue())
                .isEqualTo("second");
        assertThat(status("R3")).isEqualTo("SUCCESS");
        assertThat(exchange).imported("R0").importFailed("R2").imported("R3");
    }

    @Test
    void importsALostShareThatTookEffect() {
        exchange.faults().forRequestNo("R1").next(Fault.EMPTY_BODY, Fault.EMPTY_BODY);
        exchange.faults().forRequestNo("R2").next(Fault.HTTP_503);
        broker.post(RecordBody.of("R1", "C1"));
        broker.post(RecordBody.of("R1", "C1"));
        broker.post(RecordBody.of("R2", "C1"));

        assertThat(status("R1")).isEqualTo("SUCCESS");
        assertThat(query("C1", "R2").toString()).isEqualTo(NO_DATA);
    }

    @Test
    void forgetsImportsAndTheirFailuresOnReset() {
        exchange.imports().fail("R1", "x").failNextOfCustomer("C1", "y");
        share("R1", "C2");
        exchange.reset();

        assertThat(query("C2", "R1").toString()).isEqualTo(NO_DATA);
        share("R1", "C1");
        assertThat(status("R1")).isEqualTo("SUCCESS");
    }

    @Test
    void countsNoQueryAsAnAttemptOfItsNumber() {
        share("R1", "C1");
        status("R1");

        assertThat(exchange)
                .received("R1", 1)
                .receivedSameBytes("R1")
                .received(ReceivedRequest.Call.SHARE_STATUS_QUERY, 1);
        assertThat(exchange.journal().last().orElseThrow().requestNo()).isEqualTo("R1");
    }
}
