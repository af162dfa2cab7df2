package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.KycViolation;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import io.github.kycsharing.wire.WireRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The status query: its request, its response, and the outcome of each fault. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LoadedClasses.class)
class StatusQueryTest {
    private static final KycStatusQuery QUERY = KycStatusQuery.of(TestRecords.userInfo("42"));
    static final String PASSED =
            "{\"code\":\"000000\",\"data\":{\"levelInfo\":{\"currentLevel\":{\"kycStatus\":\"PASS\"}}},\"success\":true}";

    @Test
    void postsTheSignedQuery() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(PASSED));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThat(client.checkStatus(QUERY).isPassed()).isTrue();
            WireRequest sent = server.received().get(0);
            assertThat(sent.requestLine())
                    .isEqualTo("POST /bapi/ekyc/v2/public/ekyc/customer/check-kyc-status HTTP/1.1");
            assertThat(sent.text())
                    .isEqualTo("{\"bizEntityKey\":\"BROKERKEY\",\"entityCustomerId\":\"42\",\"kycType\":\"USER\","
                            + "\"brokerMainAccountId\":\"1234567\",\"brokerSubAccountId\":\"sub-42\"}");
            assertThat(sent.header("X-SHA2-Signature"))
                    .isEqualTo(RequestSigner.hmacSha256(TestRecords.SECRET).sign(sent.body()));
        }
    }

    @Test
    void pollsACustomerOfTheSimulator() {
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                        .start();
                KycSharingClient client =
                        TestClients.standard(exchange.baseUrl()).build()) {
            assertThat(client.checkStatus(QUERY).nonExisted()).isTrue();
            client.share(TestRecords.standard("42"));
            assertThat(client.checkStatus(QUERY).levelStatus()).contains(LevelStatus.PROCESS);
            exchange.status("42").set(ExchangeStatus.of("BRAND_NEW").withCheck("faceStatus", "ODD"));
            KycStatus unknown = client.checkStatus(QUERY);
            assertThat(unknown.levelStatus().orElseThrow().value()).isEqualTo("BRAND_NEW");
            assertThat(unknown.statusInfo()
                            .orElseThrow()
                            .faceStatus()
                            .orElseThrow()
                            .value())
                    .isEqualTo("ODD");
            assertThat(unknown.statusInfo().orElseThrow().kycUserId()).contains("9007199254740993");
            assertThat(unknown.isFinal()).isFalse();
            exchange.status("42").set(ExchangeStatus.PASS);
            assertThat(client.checkStatus(QUERY).isPassed()).isTrue();
            assertThat(exchange.journal().statusQueries()).hasSize(4).allMatch(query -> query.signatureValid());
        }
    }

    @Test
    void aResponseWithoutDataSaysNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            KycStatus status = client.checkStatus(QUERY);
            assertThat(status.fields()).isEmpty();
            assertThat(status.isKnown()).isFalse();
            assertThat(status.nonExisted()).isFalse();
        }
    }

    /**
     * A fault and its outcome if it occurs on all three attempts. If it occurs on the first attempt only, a retried query succeeds.
     */
    record Fault(String name, Move move, boolean retried, Class<? extends KycSharingException> outcome, String code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                lost("closed on accept", ServerActions.closeOnAccept()),
                lost("reset before the body", ServerActions.resetBeforeBody()),
                lost("reset after the body", ServerActions.resetAfterBody()),
                lost("closed after the body", ServerActions.closeAfterBody()),
                lost("half a response", ServerActions.halfResponse()),
                lost("stall before the headers", ServerActions.stallBeforeHeaders()),
                lost("stall after the headers", ServerActions.stallAfterHeaders()),
                lost("slow drip", ServerActions.slowDrip(100)),
                lost("HTTP 429", ServerActions.response(429, "", "")),
                lost("HTTP 500, a page", ServerActions.response(500, "", "<html>oops</html>")),
                lost("HTTP 503, JSON without code", ServerActions.response(503, "", "{\"status\":503}")),
                lost("HTTP 503, unknown code", ServerActions.response(503, "", ServerActions.error("77777777"))),
                lost("HTTP 302", ServerActions.response(302, "Location: /elsewhere\r\n", "")),
                lost("HTTP 404", ServerActions.response(404, "", "<html>not found</html>")),
                lost("HTTP 200, a page", ServerActions.response("<html>welcome</html>")),
                lost("HTTP 200, empty", ServerActions.response("")),
                lost("HTTP 200, truncated", ServerActions.response(PASSED.substring(0, 40))),
                lost("data is a list", ServerActions.response("{\"code\":\"000000\",\"data\":[],\"success\":true}")),
                lost("data is a text", ServerActions.response("{\"code\":\"000000\",\"data\":\"PASS\"}")),
                new Fault(
                        "system error 10040004",
                        ServerActions.response(ServerActions.error("10040004")),
                        true,
                        KycRejectedException.class,
                        "10040004"),
                new Fault(
                        "system error, first shape, HTTP 500",
                        ServerActions.response(
                                500, "", "{\"code\":\"10115001\",\"message\":\"x\",\"data\":null,\"success\":false}"),
                        true,
                        KycRejectedException.class,
                        "10115001"),
                atOnce("rejection", "10040102", ServerActions.response(ServerActions.error("10040102"))),
                atOnce(
                        "wrong signature, second shape",
                        "10040080",
                        ServerActions.response(401, "", ServerActions.error("10040080"))),
                atOnce("unknown code", "77777777", ServerActions.response(ServerActions.error("77777777"))),
                atOnce("duplicate", "10040008", ServerActions.response(ServerActions.error("10040008"))),
                new Fault(
                        "HTTP 403",
                        ServerActions.response(403, "", "<html>"),
                        false,
                        KycAccessDeniedException.class,
                        ""));
    }

    private static Fault lost(String name, Move move) {
        return new Fault(name, move, true, KycNoResponseException.class, "");
    }

    private static Fault atOnce(String name, String code, Move move) {
        return new Fault(name, move, false, KycRejectedException.class, code);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void continuesAfterATemporaryFailureAndReportsIt(Fault fault) throws IOException {
        try (ScriptedServer once = ScriptedServer.following(fault.move(), ServerActions.response(PASSED));
                ScriptedServer always = ScriptedServer.following(fault.move());
                KycSharingClient lucky = TestClients.standard(once.baseUrl()).build();
                KycSharingClient unlucky =
                        TestClients.standard(always.baseUrl()).build()) {
            if (fault.retried()) {
                assertThat(lucky.checkStatus(QUERY).isPassed()).isTrue();
                assertThat(once.connections()).isEqualTo(2);
            }
            assertThatExceptionOfType(KycSharingException.class)
                    .isThrownBy(() -> unlucky.checkStatus(QUERY))
                    .satisfies(e -> {
                        assertThat(e.getClass()).isEqualTo(fault.outcome());
                        assertThat(e.code().map(code -> code.value()).orElse(""))
                                .isEqualTo(fault.name().contains("503, unknown") ? "77777777" : fault.code());
                        assertThat(e.attempts()).isEqualTo(fault.retried() ? 3 : 1);
                        assertThat(e.getMessage()).startsWith("status query " + e.requestNo() + ": ");
                        assertThat(e.requestNo()).hasSize(36);
                    });
            assertThat(always.connections()).isEqualTo(fault.retried() ? 3 : 1);
            assertThat(always.received().stream().map(WireRequest::text).distinct())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void refusalAfterALostAttemptIsFinal() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.resetAfterBody(),
                        ServerActions.response(ServerActions.error("10040004")),
                        ServerActions.response(ServerActions.error("000002")));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> client.checkStatus(QUERY))
                    .satisfies(e -> assertThat(e.nextStep()).isEqualTo(NextStep.CORRECT_RECORD));
        }
    }

    @Test
    void reportsTheLastFailureAndRetryAfter() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.resetAfterBody(), ServerActions.response(503, "Retry-After: 3600\r\n", ""));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycNoResponseException.class)
                    .isThrownBy(() -> client.checkStatus(QUERY))
                    .withMessageContaining("no response after 2 attempts, last seen: HTTP 503")
                    .satisfies(e -> {
                        assertThat(e.retryAfter()).contains(Duration.ofHours(1));
                        assertThat(e.nextStep()).isEqualTo(NextStep.RETRY);
                        assertThat(e.lastSeen()).startsWith("HTTP 503");
                    });
        }
    }

    @Test
    void isNotSentWithoutAConnection() throws IOException {
        try (KycSharingClient client = TestClients.standard("http://127.0.0.1:" + ScriptedServer.freePort())
                .build()) {
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.checkStatus(QUERY))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.NO_CONNECTION);
                        assertThat(e.attempts()).isEqualTo(3);
                    });
        }
    }

    @Test
    void isCheckedByTheRulesOfTheRecord() throws IOException {
        KycStatusQuery bad = KycStatusQuery.builder()
                .bizEntityKey("ANOTHER")
                .entityCustomerId("a".repeat(129))
                .kycType(" ")
                .brokerMainAccountId("")
                .build();
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(PASSED));
                KycSharingClient client = TestClients.standard(server.baseUrl()).build()) {
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() -> client.checkStatus(bad))
                    .withMessageContaining("not sent, the query is invalid: bizEntityKey must be")
                    .satisfies(e -> assertThat(e.violations())
                            .extracting(KycViolation::path, KycViolation::rule)
                            .containsExactlyInAnyOrder(
                                    tuple("bizEntityKey", KycRule.SINGLE_ENTITY),
                                    tuple("entityCustomerId", KycRule.MAX_LENGTH),
                                    tuple("kycType", KycRule.MANDATORY),
                                    tuple("brokerMainAccountId", KycRule.MANDATORY),
                                    tuple("brokerSubAccountId", KycRule.MANDATORY)));
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(
                            () -> client.checkStatus(KycStatusQuery.builder().build()))
                    .satisfies(e -> assertThat(e.violations()).hasSize(3));
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() -> client.checkStatus(
                            QUERY.toBuilder().entityCustomerId("a b").build()))
                    .satisfies(e -> assertThat(e.violations())
                            .extracting(KycViolation::rule)
                            .containsExactly(KycRule.ENTITY_CUSTOMER_ID));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void validatesAKzEntityTheSameWay() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(PASSED));
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .brokerType(BrokerType.KZ_ENTITY)
                        .build()) {
            assertThat(client.checkStatus(QUERY).isPassed()).isTrue();
        }
    }

    @Test
    void interruptBeforeSendingIsNotSent() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.stallBeforeHeaders());
                KycSharingClient client = patient(server.baseUrl())) {
            CompletableFuture<KycSharingException> failure = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    client.checkStatus(QUERY);
                } catch (KycSharingException e) {
                    failure.complete(Thread.currentThread().isInterrupted() ? e : null);
                }
            });
            caller.start();
            Awaitility.await().until(() -> server.received().size() == 1);
            caller.interrupt();
            assertThat(failure.get()).isInstanceOf(KycNoResponseException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
        Thread.currentThread().interrupt();
        try (KycSharingClient client = patient("http://127.0.0.1:9")) {
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.checkStatus(QUERY))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @SuppressWarnings("try") // closed early, to be called closed
    void canBeQueriedAsynchronously() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(PASSED),
                        ServerActions.response(ServerActions.error("000002")),
                        ServerActions.stallBeforeHeaders());
                KycSharingClient client = patient(server.baseUrl())) {
            assertThat(client.checkStatusAsync(QUERY).get().isPassed()).isTrue();
            assertThat(client.checkStatusAsync(QUERY))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(KycRejectedException.class);
            CompletableFuture<KycStatus> call = client.checkStatusAsync(QUERY);
            Awaitility.await().until(() -> server.received().size() == 3);
            assertThat(call.cancel(true)).isTrue();
            client.close();
            assertThat(client.checkStatusAsync(QUERY))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(KycNotSentException.class)
                    .withMessageContaining("status query");
        }
    }

    @Test
    void countsAgainstTheLimitsOfTheClient() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(PASSED));
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .maxRequestsPerSecond(1)
                        .build()) {
            client.checkStatus(QUERY);
            DeliveryOptions hasty = DeliveryOptions.builder()
                    .totalTimeout(Duration.ofMillis(20))
                    .build();
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(ShareKycRequest.of(TestRecords.standard("42")), hasty))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED));
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void printsNoValueOfTheQuery() {
        assertThat(List.of(QUERY.toString(), QUERY.toBuilder().build().toString()))
                .allMatch(text -> text.equals(
                        "KycStatusQuery[entityCustomerId=***, brokerMainAccountId=***, brokerSubAccountId=***]"));
    }

    private static KycSharingClient patient(String baseUrl) {
        return TestClients.standard(baseUrl).readTimeout(Duration.ofSeconds(30)).build();
    }
}
