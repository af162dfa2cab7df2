package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.test.LedgerEntry.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KycExchangeSimulatorTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private KycExchangeSimulator exchange;
    private Broker broker;

    @BeforeEach
    void start() {
        start(entities());
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    private void start(KycExchangeSimulator.Builder builder) {
        if (exchange != null) {
            exchange.close();
        }
        exchange = builder.clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
        broker = new Broker(exchange.baseUrl());
    }

    private static ExchangeEntity standard() {
        return ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET);
    }

    private static KycExchangeSimulator.Builder entities() {
        return KycExchangeSimulator.builder()
                .entity(standard())
                .entity(ExchangeEntity.kz(Broker.KZ_KEY, Broker.KZ_SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "Дәурен Қасымұлы", "陈大文", "😀 \uD83C\uDDF0\uD83C\uDDFF", "\\u0000\t\"/"})
    void acceptsTheSignatureOfTextsInAnyScript(String text) {
        assertThat(broker.code(RecordBody.standard("R1").set("kycInfo.basicInfo.address", text)))
                .isEqualTo("000000");
        assertThat(broker.code(RecordBody.kz("R2").set("kycInfo.userInfo.extra", text)))
                .isEqualTo("000000");
    }

    @Test
    void acceptsTheSignatureOverPrettyPrintedBytes() {
        assertThat(Broker.code(broker.post(RecordBody.standard("R1").toString().replace(",", " ,\r\n\t"))))
                .isEqualTo("000000");
    }

    @Test
    void refusesAnInvalidSignatureInTheSecondFormat() {
        byte[] body = RecordBody.standard("R1").toString().getBytes(StandardCharsets.UTF_8);
        String right = Broker.sign(Broker.STANDARD_SECRET, body);

        for (String wrong : List.of(
                "",
                right.substring(1),
                right.toUpperCase(Locale.ROOT),
                right.replace(right.charAt(0), right.charAt(0) == '0' ? '1' : '0'),
                Broker.sign(Broker.KZ_SECRET, body))) {
            HttpResponse<byte[]> response = broker.send(body, wrong);
            assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"errorData\":\"signature mismatch\",\"code\":\"10040080\"}");
            assertThat(exchange.journal().last().orElseThrow().signatureValid()).isFalse();
        }
        assertThat(exchange.ledgerEntry("R1").orElseThrow().state()).isEqualTo(State.REJECTED);
        assertThat(Broker.code(broker.send(body, right))).isEqualTo("000000");
        assertThat(exchange.journal().last().orElseThrow().signatureValid()).isTrue();
    }

    @Test
    void refusesAnUnknownEntity() {
        assertThat(broker.code(RecordBody.standard("R1").set("bizEntityKey", "NOBODY")))
                .isEqualTo("000002");
    }

    @Test
    void refusesAUsedNumberAsADuplicate() {
        assertThat(broker.code(RecordBody.of("R1", "C1"))).isEqualTo("000000");
        assertThat(broker.code(RecordBody.of("R1", "C1"))).isEqualTo("10040008");
        assertThat(broker.code(RecordBody.of("R1", "C2"))).isEqualTo("10040008");
        assertThat(exchange.ledgerEntry("R1"))
                .contains(new LedgerEntry(
                        Broker.STANDARD_KEY,
                        "R1",
                        State.ACCEPTED,
                        1,
                        Optional.of("000000"),
                        Optional.of(LedgerEntry.ImportState.SUCCESS)));
    }

    @Test
    void leavesTheNumberOfARefusedRecordFree() {
        assertThat(broker.code(RecordBody.standard("R1").remove("kycInfo.basicInfo")))
                .isEqualTo("000002");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().state()).isEqualTo(State.REJECTED);
        assertThat(broker.code(RecordBody.standard("R1"))).isEqualTo("000000");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void separatesTheNumbersOfTwoEntities() {
        assertThat(broker.code(RecordBody.standard("R1"))).isEqualTo("000000");
        assertThat(broker.code(RecordBody.kz("R1"))).isEqualTo("000000");

        assertThatIllegalStateException().isThrownBy(() -> exchange.ledger());
        assertThat(exchange.ledger(Broker.KZ_KEY)).containsOnlyKeys("R1");
    }

    @Test
    void canKeyDuplicatesOnTheNumberAlone() {
        start(entities().requestNoPerEntity(false));

        assertThat(broker.code(RecordBody.standard("R1"))).isEqualTo("000000");
        assertThat(broker.code(RecordBody.kz("R1"))).isEqualTo("10040008");
    }

    @Test
    void canReturnErrorsWithAnotherHttpStatus() {
        start(entities().errorHttpStatus(400));

        assertThat(broker.post(RecordBody.standard("R1").remove("requestNo")).statusCode())
                .isEqualTo(400);
        assertThat(broker.post(RecordBody.standard("R1")).statusCode()).isEqualTo(200);
    }

    @Test
    void canRequireDigitsInAccountIds() {
        start(entities().digitsOnlyAccountIds(true));

        assertThat(broker.code(RecordBody.kz("R1"))).isEqualTo("000002");
        assertThat(broker.code(RecordBody.standard("R1"))).isEqualTo("000000");
    }

    @Test
    void linksSubAccounts() {
        assertThat(broker.code(account("R1", "C1", "M1", "S1"))).isEqualTo("000000");
        assertThat(broker.code(account("R2", "C1", "M1", "S1"))).isEqualTo("000000");
        assertThat(broker.code(account("R3", "C1", "M2", "S1"))).isEqualTo("10040104");
        assertThat(broker.code(account("R4", "C2", "M1", "S1"))).isEqualTo("10040082");
        assertThat(broker.code(account("R5", "C1", "M2", "S2"))).isEqualTo("000000");
        assertThat(exchange.ledgerEntry("R3").orElseThrow().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void doesNotLinkTheAccountsOfARefusedRecord() {
        assertThat(broker.code(account("R1", "C1", "M1", "S1").remove("kycInfo.basicInfo")))
                .isEqualTo("000002");
        assertThat(broker.code(account("R2", "C2", "M2", "S1"))).isEqualTo("000000");
    }

    @Test
    void limitsTheSubAccountsOfACustomer() {
        start(KycExchangeSimulator.builder().entity(standard().withSubAccountLimit(2)));

        assertThat(broker.code(account("R1", "C1", "M1", "S1"))).isEqualTo("000000");
        assertThat(broker.code(account("R2", "C1", "M1", "S2"))).isEqualTo("000000");
        assertThat(broker.code(account("R3", "C1", "M1", "S2"))).isEqualTo("000000");
        assertThat(broker.code(account("R4", "C1", "M1", "S3"))).isEqualTo("10040101");
        assertThat(broker.code(account("R5", "C2", "M1", "S3"))).isEqualTo("000000");
    }

    @Test
    void refusesASubAccountOfAnotherMainAccount() {
        start(KycExchangeSimulator.builder().entity(standard().withSubAccounts("M1", Set.of("S1"))));

        assertThat(broker.code(account("R1", "C1", "M2", "S1"))).isEqualTo("10040102");
        assertThat(broker.code(account("R1", "C1", "M1", "S1"))).isEqualTo("000000");
        assertThat(broker.code(account("R2", "C1", "M2", "S2"))).isEqualTo("000000");
    }

    private static RecordBody account(String requestNo, String customer, String main, String sub) {
        return RecordBody.standard(requestNo)
                .set("kycInfo.userInfo.entityCustomerId", customer)
                .set("kycInfo.userInfo.brokerMainAccountId", main)
                .set("kycInfo.userInfo.brokerSubAccountId", sub);
    }

    @Test
    void keepsAJournal() {
        RecordBody record = RecordBody.of("R1", "C1");
        exchange.faults().next(Fault.HTTP_503);
        broker.post(record);
        ExchangeJournal before = exchange.journal();
        broker.post(record);
        broker.post("{}");

        assertThat(before.size()).isOne();
        ExchangeJournal journal = exchange.journal();
        assertThat(journal.requests())
                .hasSize(3)
                .allSatisfy(r -> assertThat(r.receivedAt()).isEqualTo(NOW));
        assertThat(journal.ofRequestNo("R1")).hasSize(2).isEqualTo(journal.ofCustomer("C1"));
        ReceivedRequest accepted = journal.requests().get(1);
        assertThat(accepted.bodyText()).isEqualTo(record.toString());
        assertThat(accepted.body()).isEqualTo(record.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(accepted.bizEntityKey()).isEqualTo(Broker.STANDARD_KEY);
        assertThat(accepted.signature()).contains(Broker.sign(Broker.STANDARD_SECRET, accepted.body()));
        assertThat(accepted.code()).contains("000000");
        assertThat(accepted.httpStatus()).hasValue(200);
        assertThat(accepted.fault()).isEmpty();
        assertThat(accepted.effect()).isEqualTo(ReceivedRequest.Effect.ACCEPTED);
        assertThat(accepted.ledgerEntry()).contains(exchange.ledger().get("R1"));
        ReceivedRequest anonymous = journal.last().orElseThrow();
        assertThat(anonymous.requestNo()).isEmpty();
        assertThat(anonymous.entityCustomerId()).isEmpty();
        assertThat(anonymous.ledgerEntry()).isEmpty();
    }

    @Test
    void removesAllStateOnReset() {
        broker.post(account("R1", "C1", "M1", "S1"));
        exchange.faults().next(Fault.HTTP_503);

        exchange.reset();

        assertThat(exchange.journal().isEmpty()).isTrue();
        assertThat(exchange.ledger()).isEmpty();
        assertThat(broker.code(account("R1", "C2", "M2", "S1"))).isEqualTo("000000");
    }

    @Test
    void countsExactlyWith32ConcurrentCallers() throws Exception {
        start(entities().seed(42));
        exchange.faults()
                .atRandom(
                        0.5,
                        Fault.RESET_BEFORE_PROCESSING,
                        Fault.RESET_AFTER_PROCESSING,
                        Fault.HTTP_503,
                        Fault.HTTP_504.afterProcessing(),
                        Fault.SYSTEM_ERROR_NUMBER_USED_UP,
                        Fault.HALF_RESPONSE);
        int submissions = 320;
        int attempts = 3;

        ExecutorService callers = Executors.newFixedThreadPool(32);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < submissions * attempts; i++) {
                RecordBody record = RecordBody.of("R" + i % submissions, "C" + i % submissions);
                calls.add(() -> acceptedResponses(record));
            }
            int seenAsAccepted = 0;
            for (Future<Integer> call : callers.invokeAll(calls)) {
                seenAsAccepted += call.get();
            }

            Map<String, LedgerEntry> ledger = exchange.ledger();
            ExchangeJournal journal = exchange.journal();
            assertThat(journal.size()).isEqualTo(submissions * attempts);
            assertThat(ledger.values()).allSatisfy(entry -> {
                long effects = journal.ofRequestNo(entry.requestNo()).stream()
                        .filter(ReceivedRequest::tookEffect)
                        .count();
                assertThat(effects).isEqualTo(entry.acceptedTimes()).isEqualTo(entry.state() == State.ACCEPTED ? 1 : 0);
            });
            assertThat(journal.matching(ReceivedRequest::tookEffect))
                    .hasSameSizeAs(ledger.values().stream()
                            .filter(entry -> entry.state() == State.ACCEPTED)
                            .toList());
            assertThat(journal.matching(
                            request -> request.tookEffect() && request.code().equals(Optional.of("000000"))))
                    .hasSize(seenAsAccepted);
        } finally {
            callers.shutdownNow();
        }
    }

    private int acceptedResponses(RecordBody record) {
        try {
            HttpResponse<byte[]> response = broker.post(record);
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return json && Broker.code(response).equals("000000") ? 1 : 0;
        } catch (UncheckedIOException e) {
            return 0; // a scripted fault
        }
    }

    @Test
    void refusesConnectionsOnceClosed() {
        exchange.close();
        exchange.close();

        assertThatThrownBy(() -> broker.post(RecordBody.standard("R1"))).isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource({"GET,/bapi/ekyc/v2/public/ekyc/customer/share-kyc-data", "POST,/other"})
    void returns404ForOtherPathsAndMethods(String method, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(exchange.baseUrl() + path))
                                .method(method, HttpRequest.BodyPublishers.ofString("{\"secret\":\"marker\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
        assertThat(exchange.journal().isEmpty()).isTrue();
    }

    @Test
    void toStringHasNoSecretAndNoPersonalData() {
        broker.post(RecordBody.of("R1", "customer-marker").set("kycInfo.basicInfo.city", "city-marker"));
        broker.post(RecordBody.of("line\nbreak", "customer-marker"));
        broker.post(RecordBody.standard("R2").set("bizEntityKey", "key-marker"));

        String texts = exchange + " " + exchange.journal() + " " + exchange.entities() + " " + exchange.ledger("x");
        assertThat(texts)
                .doesNotContain("-marker", Broker.STANDARD_SECRET, Broker.KZ_SECRET, "line\nbreak")
                .contains(Broker.STANDARD_KEY, "requestNo=R1", "(unprintable)", "(unknown)");
    }

    @Test
    void errorResponsesHaveFieldsButNoValues() {
        HttpResponse<byte[]> response =
                broker.post(RecordBody.standard("R1").set("kycInfo.basicInfo.dob", "dob-marker"));

        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("kycInfo.basicInfo.dob")
                .doesNotContain("marker");
    }
}
