package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.spi.OkHttpCustomizer;
import io.github.kycsharing.wire.LoopbackTls;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and middleboxes that send more, or earlier, than HTTP allows: the next caller never receives surplus data. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LoadedClasses.class)
class CrossedResponsesTest {
    private static final KycStatusQuery QUERY = KycStatusQuery.of(TestRecords.userInfo("42"));
    private static final String REFUSED = ServerActions.error("10040102");

    // Idle time between two requests, in milliseconds. After 10 s the HTTP client checks an idle connection: run with
    // 12000
    // to cover that.
    private static final Duration IDLE = Duration.ofMillis(Long.getLong("kyc-sharing.test.idle-millis", 0));

    private static final LoopbackTls TLS = LoopbackTls.create();

    /** When the server sends the surplus data. */
    private enum Excess {
        WITH_THE_RESPONSE,
        RIGHT_AFTER_IT,
        WHILE_IDLE
    }

    private static String response(String body) {
        return response("200 OK", "", body);
    }

    private static String response(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String headers, String body, String trailers) {
        int half = body.length() / 2;
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n" + Integer.toHexString(half)
                + ";ext=1\r\n" + body.substring(0, half) + "\r\n" + Integer.toHexString(body.length() - half) + "\r\n"
                + body.substring(half) + "\r\n0\r\n" + trailers + "\r\n";
    }

    /** The response to the first request; a surplus response follows each of them. */
    private static Map<String, String> firstResponses(String body) {
        String lines = body.replace(",", ",\n");
        Map<String, String> responses = new LinkedHashMap<>();
        responses.put("doubled", response(body));
        responses.put("without a space in the status line", response("200", "", body));
        responses.put("with lines in the body", response(lines));
        responses.put("chunked", chunked("", body, ""));
        responses.put("chunked, lines in the body", chunked("", lines, ""));
        responses.put("chunked, trailers", chunked("Trailer: X\r\n", body, "X: 1\r\nY: 2\r\n"));
        responses.put("chunked, with a length", chunked("Content-Length: 3\r\n", body, ""));
        responses.put("length twice", response("200 OK", "Content-Length: " + body.length() + "\r\n", body));
        responses.put("length zero", response(""));
        responses.put("length too short", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + body);
        responses.put("length too short by one", response(body) + " ");
        responses.put("error status", response("503 No", "", body));
        responses.put("100 first", "HTTP/1.1 100 Continue\r\n\r\n" + response(body));
        responses.put("102 first", "HTTP/1.1 102 Processing\r\n\r\n" + response(body));
        responses.put("103 first", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + response(body));
        responses.put("100 after it", response(body) + "HTTP/1.1 100 Continue\r\n\r\n");
        responses.put("101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
        responses.put("204", "HTTP/1.1 204 No Content\r\n\r\n");
        responses.put("204, length zero", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
        responses.put("204, chunked", chunked("", body, "").replace("200 OK", "204 No Content"));
        responses.put("204, with a length", response("204 No Content", "", body));
        responses.put("205", "HTTP/1.1 205 Reset Content\r\n\r\n");
        responses.put("304", "HTTP/1.1 304 Not Modified\r\n\r\n");
        responses.put("304, with a length", response("304 Not Modified", "", body));
        responses.put("redirect", response("307 There", "Location: /\r\n", body));
        responses.put("HTTP/1.0", response(body).replace("HTTP/1.1", "HTTP/1.0"));
        responses.put(
                "HTTP/1.0, keep-alive",
                response("200 OK", "Connection: keep-alive\r\n", body).replace("HTTP/1.1", "HTTP/1.0"));
        responses.put("line feeds only", response(body).replace("\r\n", "\n"));
        responses.put("until the end", "HTTP/1.1 200 OK\r\n\r\n" + body);
        return responses;
    }

    static Stream<Arguments> exchanges() {
        return firstResponses(ServerActions.ACCEPTED).keySet().stream()
                .flatMap(name -> Stream.of(Excess.values())
                        .flatMap(excess -> Stream.of(arguments(name, excess, false), arguments(name, excess, true))));
    }

    @ParameterizedTest(name = "{0}, excess {1}, TLS {2}")
    @MethodSource("exchanges")
    void theNextCallerGetsItsOwnRefusal(String name, Excess excess, boolean tls) throws Exception {
        CountDownLatch firstIsOver = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        String first =
                Objects.requireNonNull(firstResponses(ServerActions.ACCEPTED).get(name));
        Move hostile = poisoned(first, response(ServerActions.ACCEPTED), REFUSED, excess, firstIsOver, said);
        try (ScriptedServer server = server(tls, hostile, ServerActions.response(REFUSED));
                KycSharingClient client = client(server, tls).build()) {
            @Nullable
            Throwable failure =
                    catchThrowable(() -> client.share(ShareKycRequest.of(TestRecords.standard("41")), once()));
            assertThat(failure instanceof KycNotSentException)
                    .as("no connection in time")
                    .isFalse();
            firstIsOver.countDown();
            assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();
            rest();
            assertThatExceptionOfType(KycRejectedException.class)
                    .as("after " + failure)
                    .isThrownBy(() -> client.share(TestRecords.standard("42")));
        }
    }

    @ParameterizedTest(name = "{0}, excess {1}, TLS {2}")
    @MethodSource("exchanges")
    void theNextCallerGetsItsOwnStatus(String name, Excess excess, boolean tls) throws Exception {
        CountDownLatch firstIsOver = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        String passed = StatusQueryTest.PASSED;
        String review = passed.replace("PASS", "REVIEW");
        Move hostile = poisoned(
                Objects.requireNonNull(firstResponses(passed).get(name)),
                response(passed),
                review,
                excess,
                firstIsOver,
                said);
        try (ScriptedServer server = server(tls, hostile, ServerActions.response(review));
                KycSharingClient client = client(server, tls).build()) {
            @Nullable Throwable failure = catchThrowable(() -> client.checkStatus(QUERY, once()));
            assertThat(failure instanceof KycNotSentException)
                    .as("no connection in time")
                    .isFalse();
            firstIsOver.countDown();
            assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();
            rest();
            KycStatus status = client.checkStatus(QUERY);
            assertThat(status.isPassed()).as("after " + failure).isFalse();
        }
    }

    private static Move poisoned(
            String first, String more, String truth, Excess excess, CountDownLatch firstIsOver, CountDownLatch said) {
        return (conversation, received) -> {
            received.add(conversation.readRequest());
            try {
                conversation.write(excess == Excess.WITH_THE_RESPONSE ? first + more : first);
                if (excess == Excess.WHILE_IDLE) {
                    await(firstIsOver, Duration.ofSeconds(3));
                }
                if (excess != Excess.WITH_THE_RESPONSE) {
                    conversation.write(more);
                }
            } finally {
                said.countDown();
            }
            received.add(conversation.readRequest());
            conversation.response(200, "", truth.getBytes(StandardCharsets.UTF_8));
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void responseBeforeTheRequestIsIgnored(boolean tls) throws Exception {
        Semaphore said = new Semaphore(0);
        Move early = (conversation, received) -> {
            conversation.write(response(ServerActions.ACCEPTED));
            said.release();
            received.add(conversation.readRequest());
        };
        Move refused = (conversation, received) -> {
            said.release(); // it says nothing early
            ServerActions.response(REFUSED).make(conversation, received);
        };
        try (ScriptedServer refusing = server(tls, early, refused);
                ScriptedServer always = server(tls, early);
                KycSharingClient client =
                        client(refusing, tls).okHttp(writingAfter(said)).build();
                KycSharingClient other =
                        client(always, tls).okHttp(writingAfter(said)).build()) {
            assertThatExceptionOfType(KycRejectedException.class)
                    .isThrownBy(() -> client.share(TestRecords.standard("42")));
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> other.share(TestRecords.standard("42")));
            assertThat(always.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void responseBeforeTheEndOfTheRequestIsIgnored(boolean tls) throws Exception {
        Move early = (conversation, received) -> {
            conversation.readHead();
            conversation.write(response(ServerActions.ACCEPTED));
            conversation.skip();
        };
        KycInfo standard = TestRecords.standard("42");
        KycInfo large = standard.toBuilder()
                .userInfo(TestRecords.userInfo("42").toBuilder()
                        .extra("x".repeat(16 * 1024 * 1024))
                        .build())
                .build();
        try (ScriptedServer server = server(tls, early);
                KycSharingClient client = client(server, tls)
                        .writeTimeout(Duration.ofSeconds(20))
                        .readTimeout(Duration.ofSeconds(20))
                        .build()) {
            assertThatExceptionOfType(KycOutcomeUnknownException.class)
                    .isThrownBy(() -> client.share(ShareKycRequest.of(large), once()));
        }
    }

    @Test
    void withoutReuseEachRequestHasAConnectionOfItsOwn() throws IOException {
        Move stay = (conversation, received) -> {
            while (true) {
                received.add(conversation.readRequest());
                conversation.response(200, "", ServerActions.ACCEPTED.getBytes(StandardCharsets.UTF_8));
            }
        };
        try (ScriptedServer server = server(false, stay);
                KycSharingClient client =
                        client(server, false).connectionReuse(false).build()) {
            for (int i = 0; i < 5; i++) {
                client.share(TestRecords.standard("c" + i));
            }
            assertThat(server.connections()).isEqualTo(5);
            assertThat(server.received())
                    .allSatisfy(
                            request -> assertThat(request.header("Connection")).isEqualTo("close"));
        }
    }

    /** Each connection waits for its own server to have spoken. */
    private static OkHttpCustomizer writingAfter(Semaphore said) {
        return builder -> builder.eventListener(new EventListener() {
            @Override
            public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(said::tryAcquire);
                // The bytes are in transit over loopback.
                Awaitility.await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            }
        });
    }

    private static void rest() {
        if (!IDLE.isZero()) {
            Awaitility.await().pollDelay(IDLE).timeout(IDLE.plusSeconds(5)).until(() -> true);
        }
    }

    private static void await(CountDownLatch latch, Duration time) throws IOException {
        try {
            latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static DeliveryOptions once() {
        return DeliveryOptions.builder().maxAttempts(1).build();
    }

    private static ScriptedServer server(boolean tls, Move... moves) {
        return ScriptedServer.following(
                Stream.of(moves).map(move -> tls ? TLS.over(move) : move).toArray(Move[]::new));
    }

    private static KycSharingClientBuilder client(ScriptedServer server, boolean tls) {
        return TestClients.standard((tls ? "https" : "http") + "://127.0.0.1:" + server.port())
                // Every test needs its connection, also on a busy machine.
                .connectTimeout(Duration.ofSeconds(5))
                .tls(TLS.context(), TLS.trustManager());
    }
}
