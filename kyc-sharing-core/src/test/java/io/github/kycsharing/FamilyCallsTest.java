package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycResponseMismatchException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.internal.delivery.SafeObserver;
import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import io.github.kycsharing.wire.WireRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls around sharing over real HTTP: what each sends, and what each fault means for it. */
@Timeout(60)
class FamilyCallsTest {
    private static KycSharingClient client(ScriptedServer server) {
        return TestClients.standard(server.baseUrl())
                .readTimeout(Duration.ofMillis(300))
                .build();
    }

    static Stream<FamilyCall> calls() {
        return FamilyCall.all();
    }

    static Stream<FamilyCall> queries() {
        return FamilyCall.queries();
    }

    static Stream<FamilyCall> writes() {
        return FamilyCall.writes();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sendsTheDocumentedBodyAndItsSignature(FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(call.success()));
                KycSharingClient client = client(server)) {
            assertThat(call.on(client)).isNotNull();
            WireRequest sent = server.received().get(0);
            assertThat(sent.requestLine()).isEqualTo(call.requestLine());
            assertThat(sent.text()).isEqualTo(call.json());
            assertThat(sent.header("X-SHA2-Signature"))
                    .isEqualTo(RequestSigner.hmacSha256(TestRecords.SECRET).sign(sent.body()));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRejectedByARefusal(FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(ServerActions.error("000002")));
                KycSharingClient client = client(server)) {
            KycRejectedException e = failure(KycRejectedException.class, call, client);
            assertThat(e.getClass()).isEqualTo(KycRejectedException.class);
            assertThat(e.operation()).isEqualTo(call.operation());
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(e.getMessage())
                    .startsWith(call.operation().description() + " " + e.requestNo() + ": rejected by the exchange");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isDeniedByHttp403WithoutAResponse(FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(403, "", "<html>"));
                KycSharingClient client = client(server)) {
            assertThat(failure(KycAccessDeniedException.class, call, client).attempts())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isRetriedWhileNothingIsSent(FamilyCall call) throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        ExchangeTransport transport = new ExchangeTransport() {
            @Override
            public TransportResponse send(TransportRequest request) throws TransportException {
                if (attempts.incrementAndGet() < 3) {
                    throw new TransportException(true, new ConnectException());
                }
                byte[] body = call.success().getBytes(StandardCharsets.UTF_8);
                return new TransportResponse(200, body, false, Optional.empty());
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        try (KycSharingClient client =
                TestClients.standard("http://127.0.0.1:1").transport(transport).build()) {
            call.on(client);
        }
        assertThat(attempts).hasValue(3);

        try (KycSharingClient client = TestClients.standard("http://127.0.0.1:" + ScriptedServer.freePort())
                .build()) {
            KycNotSentException e = failure(KycNotSentException.class, call, client);
            assertThat(e.reason()).isEqualTo(Reason.NO_CONNECTION);
            assertThat(e.attempts()).isEqualTo(3);
        }
    }

    /** Faults that leave open whether the exchange processed the request. */
    private static Map<String, Move> losses() {
        return Map.of(
                "reset", ServerActions.resetAfterBody(),
                "closed", ServerActions.closeAfterBody(),
                "stall", ServerActions.stallBeforeHeaders(),
                "half a response", ServerActions.halfResponse(),
                "HTTP 503", ServerActions.response(503, "", "<html>"),
                "HTTP 429", ServerActions.response(429, "", ""),
                "HTTP 500, unknown code", ServerActions.response(500, "", ServerActions.error("77777777")),
                "no JSON", ServerActions.response("<html>"),
                "no code", ServerActions.response("{\"success\":true}"));
    }

    static Stream<Arguments> lostQueries() {
        return losses().entrySet().stream()
                .flatMap(loss -> FamilyCall.queries().map(call -> Arguments.of(loss.getKey(), loss.getValue(), call)));
    }

    static Stream<Arguments> lostWrites() {
        return losses().entrySet().stream()
                .flatMap(loss -> FamilyCall.writes().map(call -> Arguments.of(loss.getKey(), loss.getValue(), call)));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("lostQueries")
    void aQueryIsRetriedAfterEveryLoss(String name, Move loss, FamilyCall call) throws IOException {
        try (ScriptedServer once = ScriptedServer.following(loss, ServerActions.response(call.success()));
                ScriptedServer always = ScriptedServer.following(loss);
                KycSharingClient lucky = client(once);
                KycSharingClient unlucky = client(always)) {
            assertThat(call.on(lucky)).isNotNull();
            assertThat(once.connections()).isEqualTo(2);
            KycNoResponseException e = failure(KycNoResponseException.class, call, unlucky);
            assertThat(e.attempts()).isEqualTo(3);
            assertThat(e.operation()).isEqualTo(call.operation());
        }
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("lostWrites")
    void aLostWriteIsUnknownAndSentOnce(String name, Move loss, FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(loss, ServerActions.response(call.success()));
                KycSharingClient client = client(server)) {
            assertUnknown(failure(KycOutcomeUnknownException.class, call, client), call);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static void assertUnknown(KycOutcomeUnknownException e, FamilyCall call) {
        Operation query = call.operation().resolvedBy().orElseThrow();
        assertThat(query.kind()).isEqualTo(Operation.Kind.QUERY);
        assertThat(e.resolvedBy()).contains(query);
        assertThat(e.getMessage()).contains("the query \"" + query.description() + "\" shows whether it took effect");
        assertThat(e.operation()).isEqualTo(call.operation());
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.requestNo()).hasSize(36);
        assertThat(e.nextStep()).isEqualTo(NextStep.RESOLVE);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aWriteIsUnknownAfterASystemError(FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(ServerActions.error("10040004")),
                        ServerActions.response(call.success()));
                KycSharingClient client = client(server)) {
            KycOutcomeUnknownException e = failure(KycOutcomeUnknownException.class, call, client);
            assertUnknown(e, call);
            assertThat(e.evidence().systemErrorPossible()).isTrue();
            assertThat(e.code())
                    .hasValueSatisfying(code -> assertThat(code.value()).isEqualTo("10040004"));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryIsRetriedAfterASystemError(FamilyCall call) throws IOException {
        Move error = ServerActions.response(ServerActions.error("10040004"));
        try (ScriptedServer once = ScriptedServer.following(error, ServerActions.response(call.success()));
                ScriptedServer always = ScriptedServer.following(error);
                KycSharingClient lucky = client(once);
                KycSharingClient unlucky = client(always)) {
            assertThat(call.on(lucky)).isNotNull();
            assertThat(failure(KycRejectedException.class, call, unlucky).attempts())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryReturnsNoCrossedResponse(FamilyCall call) throws IOException {
        Move crossed = ServerActions.response(call.crossed());
        try (ScriptedServer once = ScriptedServer.following(crossed, ServerActions.response(call.success()));
                ScriptedServer always = ScriptedServer.following(crossed);
                KycSharingClient lucky = client(once);
                KycSharingClient unlucky = client(always)) {
            assertThat(call.on(lucky)).isNotNull();
            assertThat(once.connections()).isEqualTo(2);
            assertThat(failure(KycResponseMismatchException.class, call, unlucky)
                            .fields())
                    .singleElement()
                    .asString()
                    .startsWith("data.");
        }
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aWriteIsUnknownAfterACrossedResponse(FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(call.crossed()), ServerActions.response(call.success()));
                KycSharingClient client = client(server)) {
            KycOutcomeUnknownException e = failure(KycOutcomeUnknownException.class, call, client);
            assertUnknown(e, call);
            assertThat(e.response()).isEmpty();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryWithDataOfAnotherTypeIsUnreadable(FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(FamilyCall.data("[]")));
                KycSharingClient client = client(server)) {
            failure(KycNoResponseException.class, call, client);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isNotSentByAClosedClient(FamilyCall call) throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(call.success()))) {
            KycSharingClient client = client(server);
            client.close();
            assertThat(failure(KycNotSentException.class, call, client).reason())
                    .isEqualTo(Reason.CLOSED);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isObservedAndLoggedAsItsOperation(FamilyCall call) throws IOException {
        List<Operation> observed = new CopyOnWriteArrayList<>();
        try (LogCapture captured = new LogCapture();
                ScriptedServer server = ScriptedServer.following(
                        ServerActions.response(call.success()), ServerActions.response(ServerActions.error("000002")));
                KycSharingClient client = TestClients.standard(server.baseUrl())
                        .observer(operation -> {
                            observed.add(operation);
                            return SafeObserver.NONE.onCallStarted(operation);
                        })
                        .build()) {
            call.on(client);
            KycRejectedException e = failure(KycRejectedException.class, call, client);
            assertThat(observed).containsExactly(call.operation(), call.operation());
            String number = call.operation().kind() == Operation.Kind.QUERY ? "query" : "call";
            assertThat(captured.said())
                    .filteredOn(line -> line.contains("failed: rejected"))
                    .singleElement()
                    .asString()
                    .contains(
                            call.operation().name().toLowerCase(Locale.ROOT) + " of client default",
                            number + " " + e.requestNo());
        }
    }

    @Test
    void onlyLinkingTakesTheLongSuccessCode() throws IOException {
        String nine = "{\"code\":\"000000000\",\"data\":null,\"success\":true}";
        for (FamilyCall call : FamilyCall.all().toList()) {
            try (ScriptedServer server = ScriptedServer.following(ServerActions.response(nine));
                    KycSharingClient client = client(server)) {
                if (call.operation() == Operation.LINK_ACCOUNTS) {
                    assertThat(call.on(client)).isNotNull();
                } else {
                    assertThatExceptionOfType(KycSharingException.class).isThrownBy(() -> call.on(client));
                }
            }
        }
    }

    private static <E extends KycSharingException> E failure(Class<E> type, FamilyCall call, KycSharingClient client) {
        E failure = catchThrowableOfType(type, () -> call.on(client));
        assertThat(failure).as(call.toString()).isNotNull();
        return failure;
    }
}
