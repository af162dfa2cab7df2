package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.kycsharing.test.ExchangeEntity.BrokerType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneExchangeTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private KycExchangeSimulator start(String... arguments) {
        return StandaloneExchange.start(
                Map.of("SECRET_OF_KZ", Broker.KZ_SECRET),
                new PrintStream(log, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void readsEntitiesFromOptionsAndEnvironment() {
        try (KycExchangeSimulator exchange =
                start("--entity=A:se:cr:et:standard", "--entity-from-env=B:SECRET_OF_KZ:KZ", "--port=0")) {
            assertThat(exchange.entities())
                    .extracting(ExchangeEntity::bizEntityKey, ExchangeEntity::secret, ExchangeEntity::brokerType)
                    .containsExactly(
                            tuple("A", "se:cr:et", BrokerType.STANDARD),
                            tuple("B", Broker.KZ_SECRET, BrokerType.KZ_ENTITY));
        }
        assertThat(log()).doesNotContain("se:cr:et", Broker.KZ_SECRET);
    }

    @Test
    void readsTheSettings() {
        try (KycExchangeSimulator exchange = start(
                "--entity-from-env=" + Broker.KZ_KEY + ":SECRET_OF_KZ:kz",
                "--error-status=400",
                "--digits-only-account-ids",
                "--bind=127.0.0.1")) {
            var response = new Broker(exchange.baseUrl()).post(RecordBody.kz("R1"));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(Broker.code(response)).isEqualTo("000002");
        }
    }

    @Test
    void readsDelaysAndTheSuccessCodeOfLinks() {
        try (KycExchangeSimulator exchange = start(
                "--entity=" + Broker.STANDARD_KEY + ":" + Broker.STANDARD_SECRET + ":standard",
                "--import-delay=3600",
                "--rfi-result-delay=3600",
                "--link-success-code=000000000")) {
            Broker broker = new Broker(exchange.baseUrl());
            broker.post(RecordBody.of("R1", "c1"));
            String query = "{\"entityCustomerId\":\"c1\",\"requestNo\":\"R1\"}";

            assertThat(broker.call("query-share-data-status", query)
                            .at("/data/status")
                            .asString())
                    .isEqualTo("INIT");
            assertThat(Broker.code(broker.postTo(
                            "add-account-info-list",
                            Broker.withKey(
                                    "{\"accountList\":[{\"entityCustomerId\":\"c1\",\"brokerMainAccountId\":\"5\","
                                            + "\"brokerSubAccountId\":\"6\"}]}"))))
                    .isEqualTo("000000000");
            exchange.advance(Duration.ofHours(1));
            assertThat(broker.call("query-share-data-status", query)
                            .at("/data/status")
                            .asString())
                    .isEqualTo("SUCCESS");
        }
    }

    @Test
    void passesNewCustomersAtTheSecondQuery() {
        try (KycExchangeSimulator exchange = start(
                "--entity=" + Broker.STANDARD_KEY + ":" + Broker.STANDARD_SECRET + ":standard",
                "--status-after-sharing=PROCESS,PASS")) {
            Broker broker = new Broker(exchange.baseUrl());
            broker.post(RecordBody.of("R1", "c1"));

            assertThat(Stream.generate(() -> broker.status("c1"))
                            .limit(3)
                            .map(response -> response.at("/data/levelInfo/currentLevel/kycStatus")
                                    .asString()))
                    .containsExactly("PROCESS", "PASS", "PASS");
        }
    }

    @Test
    void logsOneLineForEachRequestWithoutPersonalData() {
        try (KycExchangeSimulator exchange =
                start("--entity=" + Broker.STANDARD_KEY + ":" + Broker.STANDARD_SECRET + ":standard")) {
            Broker broker = new Broker(exchange.baseUrl());
            RecordBody record = RecordBody.of("R1", "c-marker")
                    .set("kycInfo.basicInfo.address", "address-marker")
                    .set("kycInfo.userInfo.extra", "extra-marker");
            exchange.faults().next(Fault.HTTP_503, Fault.NONE);
            broker.post(record);
            broker.post(record);
            broker.post(RecordBody.of("a\nforged line marker", "c-marker"));
            broker.post(RecordBody.of("R3", "d-marker").set("bizEntityKey", "key-marker"));
        }

        assertThat(log().lines().skip(2))
                .hasSize(4)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("requestNo=R1 bizEntityKey=STANDARD_BROKER bytes=")
                                .endsWith("code=- http=503 fault=HTTP_503"),
                        second -> assertThat(second).endsWith("code=000000 http=200 fault=-"),
                        third -> assertThat(third).contains("requestNo=(unprintable) "),
                        fourth -> assertThat(fourth)
                                .contains("bizEntityKey=(unknown)")
                                .contains("code=000002"));
        assertThat(log()).doesNotContain("marker", Broker.STANDARD_SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--entity=A:marker",
                "--entity=marker",
                "--entity=:marker:kz",
                "--entity=A:marker:other",
                "--entity=A::kz",
                "--entity-from-env=A:NO_SUCH_VARIABLE:kz",
                "--port=marker",
                "--port=70000",
                "--secret=marker",
                "marker",
                "--error-status=99",
                "--control-port=marker",
                "--control-port=70000",
                "--import-delay=marker",
                "--import-delay=-1",
                "--rfi-result-delay=86401",
                "--link-success-code=marker",
                "--status-after-sharing=PASS,marker"
            })
    void refusesInvalidArgumentsWithoutRepeatingThem(String argument) {
        assertThatThrownBy(() -> start("--entity=A:s:kz", argument))
                .isInstanceOf(StandaloneOptions.UsageException.class)
                .hasMessageNotContaining("marker");
    }
}
