package io.github.kycsharing.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kycsharing.test.LedgerEntry.State;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {
    private static KycExchangeSimulator exchange;
    private static Broker broker;

    @BeforeAll
    static void start() {
        exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .start();
        broker = new Broker(exchange.baseUrl());
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @BeforeEach
    void reset() {
        exchange.reset();
    }

    static Stream<Arguments> connectionsThatBreak() {
        return Stream.of(
                arguments(Fault.RESET_BEFORE_PROCESSING, false),
                arguments(Fault.RESET_AFTER_PROCESSING, true),
                arguments(Fault.CLOSE_BEFORE_PROCESSING, false),
                arguments(Fault.CLOSE_AFTER_PROCESSING, true),
                arguments(Fault.HALF_RESPONSE, true),
                arguments(Fault.GARBAGE, true),
                arguments(Fault.GARBAGE.beforeProcessing(), false),
                arguments(Fault.stallBeforeHeaders(Duration.ofMillis(50)).beforeProcessing(), false));
    }

    @ParameterizedTest
    @MethodSource("connectionsThatBreak")
    void breaksTheConnectionAndRecordsTheEffect(Fault fault, boolean tookEffect) {
        exchange.faults().next(fault);
        RecordBody record = RecordBody.standard("R1");

        assertThatThrownBy(() -> broker.post(record)).isInstanceOf(UncheckedIOException.class);

        ReceivedRequest received = exchange.journal().last().orElseThrow();
        assertThat(exchange.journal().size()).isOne();
        assertThat(received.tookEffect()).isEqualTo(tookEffect);
        assertThat(received.code()).isEmpty();
        assertThat(received.fault()).contains(fault);
        assertThat(exchange.ledger().containsKey("R1")).isEqualTo(tookEffect);
        assertThat(broker.code(record)).isEqualTo(tookEffect ? "10040008" : "000000");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().acceptedTimes()).isOne();
    }

    static Stream<Arguments> otherResponses() {
        byte[] other = "[]".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                arguments(Fault.TOO_MANY_REQUESTS, 429, false),
                arguments(Fault.tooManyRequests("17"), 429, false),
                arguments(Fault.FORBIDDEN, 403, false),
                arguments(Fault.HTTP_500, 500, false),
                arguments(Fault.HTTP_502, 502, false),
                arguments(Fault.HTTP_503, 503, false),
                arguments(Fault.HTTP_504, 504, false),
                arguments(Fault.HTTP_504.afterProcessing(), 504, true),
                arguments(Fault.EMPTY_BODY, 200, true),
                arguments(Fault.TRUNCATED_JSON, 200, true),
                arguments(Fault.response(201, "application/json", other), 201, true),
                arguments(Fault.response(201, "application/json", other).beforeProcessing(), 201, false));
    }

    @ParameterizedTest
    @MethodSource("otherResponses")
    void sendsAnotherResponseAndRecordsTheEffect(Fault fault, int status, boolean tookEffect) {
        exchange.faults().next(fault);
        RecordBody record = RecordBody.standard("R1");

        HttpResponse<byte[]> response = broker.post(record);

        assertThat(response.statusCode()).isEqualTo(status);
        ReceivedRequest received = exchange.journal().last().orElseThrow();
        assertThat(received.httpStatus()).hasValue(status);
        assertThat(received.code()).isEmpty();
        assertThat(received.tookEffect()).isEqualTo(tookEffect);
        assertThat(exchange.ledger().containsKey("R1")).isEqualTo(tookEffect);
        assertThat(broker.code(record)).isEqualTo(tookEffect ? "10040008" : "000000");
    }

    @Test
    void sendsRetryAfterOnlyIfScripted() {
        exchange.faults().next(Fault.TOO_MANY_REQUESTS, Fault.tooManyRequests("Sun, 22 Nov 2026 00:00:00 GMT"));

        var without = broker.post(RecordBody.standard("R1"));
        var with = broker.post(RecordBody.standard("R1"));

        assertThat(without.headers().firstValue("Retry-After")).isEmpty();
        assertThat(with.headers().firstValue("Retry-After")).contains("Sun, 22 Nov 2026 00:00:00 GMT");
    }

    @Test
    void sendsErrorPagesInHtml() {
        exchange.faults().next(Fault.FORBIDDEN);

        var response = broker.post(RecordBody.standard("R1"));

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("<html>");
    }

    @Test
    void truncatesTheJson() {
        exchange.faults().next(Fault.TRUNCATED_JSON);

        String body = new String(broker.post(RecordBody.standard("R1")).body(), StandardCharsets.UTF_8);

        assertThat(body).startsWith("{\"code\":\"000000\"").doesNotContain("success");
    }

    @Test
    void compressesTheResponseWithoutARequest() throws IOException {
        exchange.faults().next(Fault.GZIP);

        var response = broker.post(RecordBody.standard("R1"));

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).contains("\"000000\"");
        }
        assertThat(exchange.journal().last().orElseThrow().code()).contains("000000");
    }

    @Test
    void systemErrorLeavesTheNumberFree() {
        exchange.faults().next(Fault.SYSTEM_ERROR);
        RecordBody record = RecordBody.standard("R1");

        assertThat(broker.code(record)).isEqualTo("10040004");
        assertThat(exchange.ledger()).isEmpty();
        assertThat(broker.code(record)).isEqualTo("000000");
    }

    @Test
    void systemErrorUsesUpTheNumber() {
        exchange.faults().next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        RecordBody record = RecordBody.standard("R1");

        assertThat(broker.code(record)).isEqualTo("10040004");
        assertThat(broker.code(record)).isEqualTo("10040008");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().state()).isEqualTo(State.USED_UP);
        assertThat(exchange.ledgerEntry("R1").orElseThrow().acceptedTimes()).isZero();
    }

    @Test
    void doesNotUseUpTheNumberOfARequestThatWouldBeRefused() {
        exchange.faults().next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        RecordBody record = RecordBody.standard("R1");

        assertThat(broker.code(RecordBody.standard("R1").remove("kycInfo.basicInfo")))
                .isEqualTo("10040004");
        assertThat(broker.code(record)).isEqualTo("000000");
    }

    @Test
    void doesNotUndoAnAcceptedRecord() {
        exchange.faults().next(Fault.RESET_AFTER_PROCESSING, Fault.SYSTEM_ERROR_NUMBER_USED_UP, Fault.code("000002"));
        RecordBody record = RecordBody.standard("R1");

        assertThatThrownBy(() -> broker.post(record)).isInstanceOf(UncheckedIOException.class);
        assertThat(broker.code(record)).isEqualTo("10040004");
        assertThat(broker.code(record)).isEqualTo("000002");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void forcesAnyCode() {
        exchange.faults().next(Fault.code("10040106"), Fault.code("99999999"), Fault.code("10040103"));
        RecordBody record = RecordBody.standard("R1");

        assertThat(broker.code(record)).isEqualTo("10040106");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().state()).isEqualTo(State.REJECTED);
        assertThat(broker.code(record)).isEqualTo("99999999");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().code()).contains("99999999");
        assertThat(broker.code(record)).isEqualTo("10040103");
        assertThat(exchange.ledgerEntry("R1").orElseThrow().code()).contains("99999999");
        assertThat(broker.code(record)).isEqualTo("000000");
    }

    @Test
    void refusesToForceSuccess() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.code("000000"));
    }

    @Test
    void refusesToMoveAFaultWithoutAnOtherKind() {
        assertThatIllegalStateException().isThrownBy(Fault.HALF_RESPONSE::beforeProcessing);
        assertThatIllegalStateException().isThrownBy(Fault.SYSTEM_ERROR::afterProcessing);
        assertThat(Fault.RESET_AFTER_PROCESSING.beforeProcessing().name())
                .isEqualTo(Fault.RESET_BEFORE_PROCESSING.name());
        assertThat(Fault.HTTP_502.afterProcessing().processing()).isEqualTo(Fault.Processing.DONE);
    }

    @Test
    void breaksAfterHeadersAndHalfOfTheBody() throws IOException {
        exchange.faults().next(Fault.HALF_RESPONSE);

        try (Socket socket = raw(RecordBody.standard("R1"))) {
            StringBuilder seen = new StringBuilder();
            assertThatThrownBy(() -> readAll(socket, seen)).isInstanceOfAny(EOFException.class, SocketException.class);
            assertThat(seen.toString())
                    .startsWith("HTTP/1.1 200")
                    .contains("Content-Length: 80")
                    .contains("{\"code\":\"000000\"")
                    .doesNotContain("success");
        }
    }

    @Test
    void stallsBeforeTheHeaders() throws IOException {
        exchange.faults().next(Fault.stallBeforeHeaders(Duration.ofMillis(400)));
        long begin = System.nanoTime();

        try (Socket socket = raw(RecordBody.standard("R1"))) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        assertThat(millisSince(begin)).isGreaterThanOrEqualTo(400);
        assertThat(exchange.ledgerEntry("R1").orElseThrow().state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void stallsAfterTheHeaders() throws IOException {
        exchange.faults().next(Fault.stallAfterHeaders(Duration.ofMillis(600)));
        long begin = System.nanoTime();
        long headersAfter;
        long bodyAfter;

        try (Socket socket = raw(RecordBody.standard("R1"))) {
            StringBuilder seen = new StringBuilder();
            readUntil(socket, seen, "{\"code\":\"000000\"");
            headersAfter = millisSince(begin);
            readUntil(socket, seen, "\"success\":true}");
            bodyAfter = millisSince(begin);
        }

        assertThat(bodyAfter - headersAfter).isGreaterThanOrEqualTo(500);
        assertThat(headersAfter).isLessThan(bodyAfter);
    }

    @Test
    void dripsTheCompleteResponse() {
        exchange.faults().next(Fault.slowDrip(Duration.ofMillis(500)));
        long begin = System.nanoTime();

        assertThat(broker.code(RecordBody.standard("R1"))).isEqualTo("000000");

        assertThat(millisSince(begin)).isGreaterThanOrEqualTo(400);
    }

    @Test
    void closesAtOnceDuringAStall() {
        long begin;
        try (KycExchangeSimulator other = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Broker.STANDARD_KEY, Broker.STANDARD_SECRET))
                .start()) {
            other.faults().next(Fault.stallBeforeHeaders(Duration.ofMinutes(5)));
            var response = new Broker(other.baseUrl()).postLater(RecordBody.standard("R1"));
            await().until(() -> other.journal().size() == 1);
            assertThat(response).isNotDone();
            begin = System.nanoTime();
        }
        assertThat(millisSince(begin)).isLessThan(5_000);
    }

    @Test
    void scriptsByRequestNoThenCustomerThenAll() {
        exchange.faults().next(Fault.code("3"));
        exchange.faults().forCustomer("C").next(Fault.code("2"));
        exchange.faults().forRequestNo("R").next(Fault.code("1"));
        RecordBody record = RecordBody.of("R", "C");

        assertThat(broker.code(record)).isEqualTo("1");
        assertThat(broker.code(record)).isEqualTo("2");
        assertThat(broker.code(record)).isEqualTo("3");
        assertThat(broker.code(record)).isEqualTo("000000");
    }

    @Test
    void scriptsSeveralRequestsAndAllFurtherOnes() {
        exchange.faults().next(Fault.NONE).next(2, Fault.HTTP_503);
        exchange.faults().forCustomer("C").always(Fault.FORBIDDEN);

        assertThat(broker.post(RecordBody.of("C1", "C")).statusCode()).isEqualTo(403);
        assertThat(broker.post(RecordBody.of("D1", "D")).statusCode()).isEqualTo(200);
        assertThat(broker.post(RecordBody.of("D2", "D")).statusCode()).isEqualTo(503);
        assertThat(broker.post(RecordBody.of("C2", "C")).statusCode()).isEqualTo(403);
        assertThat(broker.post(RecordBody.of("D3", "D")).statusCode()).isEqualTo(503);
        assertThat(broker.post(RecordBody.of("D4", "D")).statusCode()).isEqualTo(200);
        exchange.faults().clear();
        assertThat(broker.post(RecordBody.of("C3", "C")).statusCode()).isEqualTo(200);
    }

    @Test
    void drawsTheSameFaultsFromTheSameSeed() {
        Map<String, String> once = draws(7);

        assertThat(draws(7)).isEqualTo(once);
        assertThat(draws(8)).isNotEqualTo(once);
        assertThat(once.values()).contains("NONE", "HTTP_500", "HTTP_503");
    }

    private static Map<String, String> draws(long seed) {
        FaultScript script = new FaultScript(seed).atRandom(0.5, Fault.HTTP_500, Fault.HTTP_503);
        return Stream.iterate(0, n -> n < 200, n -> n + 1)
                .collect(Collectors.toMap(
                        n -> "R" + n,
                        n -> script.take(ReceivedRequest.Call.SHARE, "R" + n, "C")
                                .name()));
    }

    @Test
    void drawsFaultsWithTheGivenProbability() {
        FaultScript script = new FaultScript(1).atRandom(0.2, Fault.HTTP_500);

        long faults = Stream.iterate(0, n -> n < 5_000, n -> n + 1)
                .filter(n -> script.take(ReceivedRequest.Call.SHARE, "R" + n % 500, "C") == Fault.HTTP_500)
                .count();

        assertThat(faults).isBetween(850L, 1_150L);
    }

    private static Socket raw(RecordBody record) throws IOException {
        byte[] body = record.toString().getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), exchange.port());
        socket.setSoTimeout(10_000);
        String head = "POST " + KycExchangeSimulator.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + body.length + "\r\nX-SHA2-Signature: " + Broker.sign(Broker.STANDARD_SECRET, body) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    /** Reads to the end; the end must come, and early. */
    private static void readAll(Socket socket, StringBuilder seen) throws IOException {
        readUntil(socket, seen, "no such text");
    }

    private static void readUntil(Socket socket, StringBuilder seen, String text) throws IOException {
        while (seen.indexOf(text) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException(seen.toString());
            }
            seen.append((char) next);
        }
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
}
