package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestLimiter;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.LedgerEntry.State;
import io.github.kycsharing.test.ReceivedRequest;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Preparing, restoring and delivering a request, possibly by another process. */
@Timeout(60)
class PreparedDeliveryTest extends AgainstSimulator {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));
    private static final CustomerIds CUSTOMER = CustomerIds.of(TestRecords.userInfo("42"));
    private static final DeliveryOptions INHERITED = DeliveryOptions.inherited();
    private static final DeliveryOptions ONCE =
            DeliveryOptions.builder().maxAttempts(1).build();

    /** A clock that a test moves. */
    private static final class MovableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void preparesWithoutSecretOrExchange() {
        try (KycSharingClient unconfigured = TestClients.standard("http://127.0.0.1:1")
                .secret(() -> {
                    throw new IllegalStateException("no secret yet");
                })
                .build()) {
            PreparedRequest prepared = unconfigured.prepare(REQUEST);
            assertThat(prepared.requestNo()).isEqualTo("R-1");
            assertThat(prepared.bizEntityKey()).isEqualTo(TestRecords.KEY);
            assertThat(prepared.customer()).isEqualTo(CUSTOMER);
            assertThat(KycJson.readRequest(prepared.bytes()).requestNo()).isEqualTo("R-1");
            assertThat(prepared.toString())
                    .isEqualTo("PreparedRequest[requestNo=R-1, " + prepared.bytes().length + " bytes]");
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() -> unconfigured.prepare(
                            ShareKycRequest.builder().requestNo("R-2").build()))
                    .satisfies(e -> assertThat(e.requestNo()).isEqualTo("R-2"));
        }
    }

    @Test
    void generatesARequestNoThatIsPartOfTheBytes() {
        PreparedRequest prepared = client.prepare(ShareKycRequest.of(TestRecords.standard("42")));
        assertThat(KycJson.readRequest(prepared.bytes()).requestNo()).isEqualTo(prepared.requestNo());
        ShareResult result = client.deliver(prepared, Evidence.NONE, INHERITED);
        assertThat(result.requestNo()).isEqualTo(prepared.requestNo());
        assertThat(result.evidence()).isEqualTo(Evidence.ACCEPTED);
    }

    @Test
    void sendsTheSameBytesWhateverACallerDoesToItsCopy() {
        PreparedRequest prepared = client.prepare(REQUEST);
        byte[] stored = prepared.bytes();
        prepared.bytes()[10] = 'x';
        byte[] given = stored.clone();
        PreparedRequest restored = client.restore("R-1", CUSTOMER, given);
        given[10] = 'x';
        exchange.faults().next(Fault.RESET_BEFORE_PROCESSING, Fault.RESET_BEFORE_PROCESSING);
        KycSharingException lost =
                catchThrowableOfType(KycSharingException.class, () -> client.deliver(prepared, Evidence.NONE, ONCE));
        client.deliver(restored, lost.evidence(), INHERITED);

        assertThat(exchange.journal().requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.body()).isEqualTo(stored);
            assertThat(request.signatureValid()).isTrue();
        });
    }

    @Test
    void signsWithTheSecretOfTheDelivery() throws IOException {
        PreparedRequest prepared = client.prepare(REQUEST);
        List<String> secrets = List.of("an-old-secret-000000", TestRecords.SECRET);
        AtomicInteger next = new AtomicInteger();
        try (KycSharingClient rotating = TestClients.standard(exchange.baseUrl())
                .secret(() -> secrets.get(next.getAndIncrement()))
                .build()) {
            assertThatExceptionOfType(KycSharingException.class)
                    .isThrownBy(() -> rotating.deliver(prepared, Evidence.NONE, ONCE))
                    .satisfies(e -> assertThat(e.evidence()).isEqualTo(Evidence.NONE));
            assertThat(rotating.deliver(prepared, Evidence.NONE, ONCE).code().isSuccess())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"requestNo\":\"R-1\" to \"requestNo\":\"R-9\"",
                "\"bizEntityKey\":\"BROKERKEY\" to \"bizEntityKey\":\"OTHER\"",
                "\"entityCustomerId\":\"42\" to \"entityCustomerId\":\"43\"",
                "\"brokerMainAccountId\":\"1234567\" to \"brokerMainAccountId\":\"7\"",
                "\"brokerSubAccountId\":\"sub-42\" to \"brokerSubAccountId\":\"sub-43\"",
                "\"userInfo\" to \"userinfo\"",
                "} to ",
            })
    void restoreRejectsForeignBytesWithoutQuotingThem(String change) {
        String[] parts = change.split(" to ", -1);
        String text = new String(client.prepare(REQUEST).bytes(), StandardCharsets.UTF_8);
        byte[] foreign = text.replaceFirst(Pattern.quote(parts[0]), parts[1]).getBytes(StandardCharsets.UTF_8);
        assertThat(new String(foreign, StandardCharsets.UTF_8)).isNotEqualTo(text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.restore("R-1", CUSTOMER, foreign))
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("43", "R-9", "OTHER", "sub-"));
    }

    @Test
    void rejectsARequestOfAnotherAccessEntity() {
        try (KycSharingClient other =
                TestClients.standard(exchange.baseUrl()).bizEntityKey("OTHER").build()) {
            PreparedRequest foreign = other.prepare(REQUEST);
            assertThatIllegalArgumentException().isThrownBy(() -> client.deliver(foreign, Evidence.NONE, INHERITED));
            assertThat(exchange.journal().isEmpty()).isTrue();
        }
    }

    @Test
    void restoresARequestLargerThanAnyResponse() {
        List<QuestionnaireAnswer> answers = IntStream.range(0, 10_000)
                .mapToObj(i -> QuestionnaireAnswer.of("question-" + i, "option"))
                .toList();
        KycInfo record = TestRecords.standard("42").toBuilder()
                .userInfo(TestRecords.userInfo("42").toBuilder()
                        .bizEntityKey(TestRecords.KEY)
                        .build())
                .questionnaireInfo(QuestionnaireInfo.builder()
                        .version("V1")
                        .answers(answers)
                        .build())
                .build();
        byte[] stored = KycJson.write(new ShareKycRequest(TestRecords.KEY, "R-1", record));
        assertThat(client.restore("R-1", CUSTOMER, stored).bytes()).isEqualTo(stored);
    }

    /** An implementation of the application is not trusted with its identifiers. */
    @Test
    void verifiesABytesCarrierOfTheApplication() {
        PreparedRequest prepared = client.prepare(REQUEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.deliver(carrier("R-2", prepared.bytes()), Evidence.NONE, INHERITED));
        assertThat(exchange.journal().isEmpty()).isTrue();
        assertThat(client.deliver(carrier("R-1", prepared.bytes()), Evidence.NONE, INHERITED)
                        .requestNo())
                .isEqualTo("R-1");
    }

    private static PreparedRequest carrier(String requestNo, byte[] bytes) {
        return new PreparedRequest() {
            @Override
            public String requestNo() {
                return requestNo;
            }

            @Override
            public String bizEntityKey() {
                return TestRecords.KEY;
            }

            @Override
            public CustomerIds customer() {
                return CUSTOMER;
            }

            @Override
            public byte[] bytes() {
                return bytes;
            }
        };
    }

    @Test
    void rejectsEvidenceOfAnAcceptance() {
        PreparedRequest prepared = client.prepare(REQUEST);
        assertThatIllegalArgumentException().isThrownBy(() -> client.deliver(prepared, Evidence.ACCEPTED, INHERITED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.deliverAsync(prepared, Evidence.ACCEPTED, INHERITED, Instant.MAX));
        assertThat(exchange.journal().isEmpty()).isTrue();
    }

    /** The process that sent the request was killed before it read the response; another one delivers it. */
    @Test
    void deliversAfterACrashWithoutClaimingMore() {
        byte[] stored = client.prepare(REQUEST).bytes();
        exchange.faults().next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        assertThatExceptionOfType(KycSharingException.class)
                .isThrownBy(() -> client.deliver(client.restore("R-1", CUSTOMER, stored), Evidence.NONE, ONCE));
        try (KycSharingClient later = TestClients.standard(exchange.baseUrl()).build()) {
            PreparedRequest restored = later.restore("R-1", CUSTOMER, stored);
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> later.deliver(restored, Evidence.CRASHED, INHERITED))
                    .satisfies(e -> {
                        assertThat(e.operation()).isEqualTo(Operation.RESUME);
                        assertThat(e.evidence()).isEqualTo(Evidence.CRASHED.and(Evidence.NUMBER_SEEN));
                    });
        }
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().state()).isEqualTo(State.USED_UP);
    }

    @Test
    void keepsEvidenceIfNothingWasSent() {
        PreparedRequest prepared = client.prepare(REQUEST);
        exchange.close();
        for (Evidence evidence : List.of(Evidence.NONE, Evidence.CRASHED, Evidence.NUMBER_SEEN)) {
            assertThatExceptionOfType(KycSharingException.class)
                    .isThrownBy(() -> client.deliver(prepared, evidence, ONCE))
                    .satisfies(e -> assertThat(e.evidence()).isEqualTo(evidence));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> client.deliverAsync(prepared, evidence, ONCE, Instant.MAX)
                            .join())
                    .havingCause()
                    .isInstanceOfSatisfying(
                            KycSharingException.class,
                            e -> assertThat(e.evidence()).isEqualTo(evidence));
        }
    }

    @Test
    void sendsNothingAfterItsTimeToSend() {
        MovableClock clock = new MovableClock();
        try (KycSharingClient timed =
                TestClients.standard(exchange.baseUrl()).clock(clock).build()) {
            PreparedRequest prepared = timed.prepare(REQUEST);
            Instant until = clock.now;
            assertThat(timed.deliver(prepared, Evidence.NONE, INHERITED, until).attempts())
                    .isEqualTo(1);
            clock.now = until.plusMillis(1);
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> timed.deliver(prepared, Evidence.NONE, INHERITED, until))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
                        assertThat(e.attempts()).isZero();
                    });
            assertThat(exchange.journal().requests()).hasSize(1);
        }
    }

    /** The process sleeps after its last check before the connection, which the connecting socket simulates. */
    @Test
    void writesNoByteIfTheProcessSleptWhileConnecting() throws IOException {
        MovableClock clock = new MovableClock();
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient slept = TestClients.standard(server.baseUrl())
                        .clock(clock)
                        .okHttp(http -> http.eventListener(new okhttp3.EventListener() {
                            @Override
                            public void requestHeadersStart(okhttp3.Call call) {
                                clock.now = clock.now.plusSeconds(60);
                            }
                        }))
                        .build()) {
            PreparedRequest prepared = slept.prepare(REQUEST);
            Instant until = clock.now.plusSeconds(30);
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> slept.deliver(prepared, Evidence.NONE, INHERITED, until))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
                        assertThat(e.attempts()).isEqualTo(1);
                        assertThat(e.evidence()).isEqualTo(Evidence.NONE);
                    });
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void doesNotRetryAfterItsTimeToSend() throws IOException {
        MovableClock clock = new MovableClock();
        AtomicInteger sent = new AtomicInteger();
        ExchangeTransport slow = new ExchangeTransport() {
            @Override
            public TransportResponse send(TransportRequest request) throws TransportException {
                assertThat(request.mayWrite().getAsBoolean()).isTrue();
                sent.incrementAndGet();
                clock.now = clock.now.plusSeconds(60);
                assertThat(request.mayWrite().getAsBoolean()).isFalse();
                throw new TransportException(false, new IOException("reset"));
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        try (KycSharingClient timed = TestClients.standard("http://127.0.0.1:1")
                .clock(clock)
                .transport(slow)
                .build()) {
            PreparedRequest prepared = timed.prepare(REQUEST);
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> timed.deliver(prepared, Evidence.NONE, INHERITED, clock.now.plusSeconds(30)))
                    .satisfies(e -> assertThat(e.evidence()).isEqualTo(Evidence.MAY_HAVE_ARRIVED));
            assertThat(sent).hasValue(1);
        }
    }

    @Test
    void namesItsLimits() {
        assertThat(client.maxRequestsPerSecond()).isEmpty();
        assertThat(client.maxConcurrentRequests()).isEmpty();
        try (KycSharingClient limited = TestClients.standard("http://127.0.0.1:1")
                .maxRequestsPerSecond(7)
                .maxConcurrentRequests(3)
                .build()) {
            assertThat(limited.maxRequestsPerSecond()).hasValue(7);
            assertThat(limited.maxConcurrentRequests()).hasValue(3);
        }
    }

    @Test
    void knowsItsAccessEntity() {
        assertThat(client.bizEntityKey()).isEqualTo(TestRecords.KEY);
        assertThat(client.brokerType()).isEqualTo(BrokerType.STANDARD);
    }

    @Test
    void everyAttemptPassesTheRequestLimiter() {
        AtomicInteger permits = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        RequestLimiter limiter = new RequestLimiter() {
            @Override
            public boolean acquire(Duration timeout) {
                assertThat(timeout).isPositive();
                open.incrementAndGet();
                return permits.incrementAndGet() <= 3;
            }

            @Override
            public void release() {
                open.decrementAndGet();
                throw new IllegalStateException("CANARY");
            }
        };
        try (KycSharingClient limited =
                TestClients.standard(exchange.baseUrl()).requestLimiter(limiter).build()) {
            exchange.faults().next(Fault.HTTP_503);
            assertThat(limited.share(REQUEST).attempts()).isEqualTo(2);
            limited.shareStatus("42", "R-1");
            assertThat(open).hasValue(0);
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> limited.share(TestRecords.standard("43")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.RATE_LIMITED));
            assertThat(exchange.journal().requests())
                    .extracting(ReceivedRequest::call)
                    .containsExactly(
                            ReceivedRequest.Call.SHARE,
                            ReceivedRequest.Call.SHARE,
                            ReceivedRequest.Call.SHARE_STATUS_QUERY);
        }
    }

    @Test
    void failingRequestLimiterSendsNothingAndHidesItsMessage() {
        try (KycSharingClient limited = TestClients.standard(exchange.baseUrl())
                .requestLimiter(timeout -> {
                    throw new IllegalStateException("CANARY");
                })
                .build()) {
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> limited.share(REQUEST))
                    .withNoCause()
                    .withMessageContaining("IllegalStateException")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("CANARY"));
            assertThat(exchange.journal().isEmpty()).isTrue();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> TestClients.standard(exchange.baseUrl())
                        .requestLimiter(timeout -> true)
                        .maxConcurrentRequests(1)
                        .build());
    }
}
