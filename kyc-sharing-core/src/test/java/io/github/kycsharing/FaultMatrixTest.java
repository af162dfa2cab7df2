package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.wire.LoopbackTls;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import io.github.kycsharing.wire.ServerActions;
import io.github.kycsharing.wire.WireRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of the network and of gateways before the exchange, on the first attempt only and on all attempts. The test compares
 * the observed outcome with the expectation and with the table in the documentation.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LoadedClasses.class)
class FaultMatrixTest {
    private static final Map<Integer, String> TABLE = new ConcurrentHashMap<>();

    private static final LoopbackTls TLS = LoopbackTls.create("late.test");

    private static final String UNKNOWN = "outcome unknown";
    private static final String NOT_SENT = "not sent (NO_CONNECTION)";

    /** A fault of a listening server and its outcomes: on the first attempt only, and on all three attempts. */
    record Fault(int row, String name, Move move, String once, String always, int readOnce, int readAlways) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                lost(4, "connection accepted, then closed", ServerActions.closeOnAccept(), 0),
                lost(5, "reset before the body was read", ServerActions.resetBeforeBody(), 0),
                lost(6, "reset after the body was read", ServerActions.resetAfterBody(), 1),
                lost(7, "closed after the body was read", ServerActions.closeAfterBody(), 1),
                lost(8, "half a response", ServerActions.halfResponse(), 1),
                lost(9, "stall before the response's headers", ServerActions.stallBeforeHeaders(), 1),
                lost(10, "stall after the response's headers", ServerActions.stallAfterHeaders(), 1),
                lost(11, "slow drip", ServerActions.slowDrip(100), 1),
                lost(12, "HTTP 429", ServerActions.response(429, "", ""), 1),
                lost(13, "HTTP 429 with Retry-After: 0", ServerActions.response(429, "Retry-After: 0\r\n", ""), 1),
                lost(14, "HTTP 500, a page", ServerActions.response(500, "", "<html>oops</html>"), 1),
                lost(15, "HTTP 502, a page", ServerActions.response(502, "", "<html>bad gateway</html>"), 1),
                lost(16, "HTTP 503 with Retry-After: 0", ServerActions.response(503, "Retry-After: 0\r\n", ""), 1),
                lost(17, "HTTP 504, empty", ServerActions.response(504, "", ""), 1),
                lost(
                        18,
                        "HTTP 503 with a JSON response without code",
                        ServerActions.response(503, "", "{\"status\":503}"),
                        1),
                new Fault(
                        19,
                        "system error 10040004",
                        ServerActions.response(ServerActions.error("10040004")),
                        "ACCEPTED",
                        "rejected (10040004)",
                        2,
                        3),
                new Fault(
                        20,
                        "system error 10040103, HTTP 500",
                        ServerActions.response(500, "", ServerActions.error("10040103")),
                        "ACCEPTED",
                        "rejected (10040103)",
                        2,
                        3),
                atOnce(
                        21,
                        "rejection 10040102",
                        ServerActions.response(ServerActions.error("10040102")),
                        "rejected (10040102)"),
                atOnce(
                        22,
                        "rejection 10040080, HTTP 401",
                        ServerActions.response(401, "", ServerActions.error("10040080")),
                        "rejected (10040080)"),
                atOnce(
                        23,
                        "code that is not documented",
                        ServerActions.response(ServerActions.error("77777777")),
                        "rejected (77777777)"),
                atOnce(
                        24,
                        "HTTP 403, a page",
                        ServerActions.response(403, "", "<html>forbidden</html>"),
                        "rejected (HTTP 403)"),
                atOnce(
                        25,
                        "HTTP 302 to elsewhere",
                        ServerActions.response(302, "Location: /elsewhere\r\n", ""),
                        UNKNOWN),
                atOnce(26, "HTTP 408, empty", ServerActions.response(408, "", ""), UNKNOWN),
                atOnce(27, "HTTP 404, a page", ServerActions.response(404, "", "<html>not found</html>"), UNKNOWN),
                atOnce(28, "HTTP 200, a page", ServerActions.response(200, "", "<html>welcome</html>"), UNKNOWN),
                atOnce(29, "HTTP 200, empty", ServerActions.response(200, "", ""), UNKNOWN),
                atOnce(
                        30,
                        "HTTP 200, truncated JSON",
                        ServerActions.response(ServerActions.ACCEPTED.substring(0, 20)),
                        UNKNOWN),
                atOnce(
                        31,
                        "DUPLICATE_REQUEST, first attempt",
                        ServerActions.response(ServerActions.error("10040008")),
                        "rejected (10040008)"));
    }

    /** No response: the client retries, and the outcome is unknown if it persists. */
    private static Fault lost(int row, String name, Move move, int read) {
        return new Fault(row, name, move, "ACCEPTED", UNKNOWN, read + 1, read * 3);
    }

    /** Ends after the first attempt, with any outcome. */
    private static Fault atOnce(int row, String name, Move move, String outcome) {
        return new Fault(row, name, move, outcome, outcome, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void endsAsExpected(Fault fault) throws IOException {
        try (ScriptedServer once = ScriptedServer.following(fault.move(), ServerActions.accept());
                ScriptedServer always = ScriptedServer.following(fault.move())) {
            String first = share(once.baseUrl(), Clock.systemUTC(), once.received());
            String all = share(always.baseUrl(), Clock.systemUTC(), always.received());
            assertThat(first).isEqualTo(fault.once());
            assertThat(all).isEqualTo(fault.always());
            assertThat(once.received()).hasSize(fault.readOnce());
            assertThat(always.received()).hasSize(fault.readAlways());
            row(fault.row(), fault.name(), first, once.connections(), all, always.connections());
        }
    }

    @Test
    void connectionRefused() throws IOException {
        int port = ScriptedServer.freePort();
        String baseUrl = "http://127.0.0.1:" + port;
        String all = share(baseUrl, Clock.systemUTC(), List.of());
        assertThat(all).isEqualTo(NOT_SENT);
        try (AtSecondAttempt<ScriptedServer> late =
                new AtSecondAttempt<>(() -> ScriptedServer.on(port, ServerActions.accept()))) {
            String first = share(baseUrl, late, List.of());
            assertThat(first).isEqualTo("ACCEPTED");
            assertThat(late.opened().received()).hasSize(1);
            row(1, "connection refused", first, 1, all, 0);
        }
    }

    @Test
    void unknownHost() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(TLS.over(ServerActions.accept()))) {
            String baseUrl = "https://late.test:" + server.port();
            String all = share(baseUrl, Clock.systemUTC(), List.of());
            assertThat(all).isEqualTo(NOT_SENT);
            assertThat(server.connections()).isZero();
            try (AtSecondAttempt<AutoCloseable> late = new AtSecondAttempt<>(FaultMatrixTest::enterIntoHostsFile)) {
                String first = share(baseUrl, late, server.received());
                assertThat(first).isEqualTo("ACCEPTED");
                assertThat(server.received()).hasSize(1);
                row(2, "unknown host", first, 1, all, 0);
            }
        }
    }

    @Test
    void tlsFailure() throws IOException {
        Move good = TLS.over(ServerActions.accept());
        Move bad = LoopbackTls.create().over(ServerActions.accept());
        try (ScriptedServer once = ScriptedServer.following(bad, good);
                ScriptedServer always = ScriptedServer.following(bad)) {
            String first = share("https://127.0.0.1:" + once.port(), Clock.systemUTC(), once.received());
            String all = share("https://127.0.0.1:" + always.port(), Clock.systemUTC(), always.received());
            assertThat(first).isEqualTo("ACCEPTED");
            assertThat(all).isEqualTo(NOT_SENT);
            assertThat(once.received()).hasSize(1);
            assertThat(always.received()).isEmpty();
            row(3, "TLS certificate not trusted", first, once.connections(), all, always.connections());
        }
    }

    @AfterAll
    static void documentedTableMatchesTheObservedFaults() throws IOException {
        assertThat(TABLE).as("rows; run the class as a whole").hasSize(31);
        StringBuilder page = new StringBuilder("""
                # Fault matrix: outcome of each network fault

                `FaultMatrixTest` writes this page from what it observed over real sockets, with three attempts allowed. "Connections"
                counts those that reached the server. Every attempt had the same requestNo, body and signature.

                | fault | on the first attempt only | connections | on all attempts | connections |
                |---|---|---|---|---|
                """);
        new TreeMap<>(TABLE).values().forEach(row -> page.append(row).append('\n'));
        Path file = Path.of(System.getProperty("kyc-sharing.docs"), "fault-matrix.md");
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.writeString(file, page);
        }
        assertThat(file).hasContent(page.toString());
    }

    private static void row(int number, String name, String first, int firstWire, String all, int allWire) {
        TABLE.put(number, "| " + name + " | " + first + " | " + firstWire + " | " + all + " | " + allWire + " |");
    }

    /** Shares a record, checks that what the server read was the same each time, and names the outcome. */
    private static String share(String baseUrl, Clock clock, List<WireRequest> received) {
        String outcome;
        String requestNo;
        try (KycSharingClient client = TestClients.standard(baseUrl)
                .tls(TLS.context(), TLS.trustManager())
                .clock(clock)
                .build()) {
            ShareResult result = client.share(TestRecords.standard("42"));
            outcome = result.code().isSuccess() ? "ACCEPTED" : "returned without acceptance";
            requestNo = result.requestNo();
        } catch (KycSharingException e) {
            outcome = outcome(e);
            requestNo = e.requestNo();
        }
        for (WireRequest request : received) {
            assertThat(request.requestNo()).isEqualTo(requestNo);
            assertThat(request.body()).isEqualTo(received.get(0).body());
            assertThat(request.headers()).isEqualTo(received.get(0).headers());
        }
        return outcome;
    }

    private static String outcome(KycSharingException e) {
        if (e instanceof KycNotSentException notSent) {
            return "not sent (" + notSent.reason() + ")";
        }
        if (e instanceof KycRejectedException) {
            return "rejected (" + e.code().map(code -> code.value()).orElse("HTTP 403") + ")";
        }
        assertThat(e).isInstanceOf(KycOutcomeUnknownException.class);
        return UNKNOWN;
    }

    private static AutoCloseable enterIntoHostsFile() throws IOException {
        Path hosts = Path.of(System.getProperty("jdk.net.hosts.file"));
        String before = Files.readString(hosts);
        replace(hosts, before + "127.0.0.1 late.test\n");
        return () -> replace(hosts, before);
    }

    /** In one step, since another process of tests may read the file meanwhile. */
    private static void replace(Path file, String content) throws IOException {
        Path next = Files.writeString(Files.createTempFile(file.getParent(), "hosts", null), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A clock that runs an action when the second attempt starts: conditions change while the client waits. */
    private static final class AtSecondAttempt<T extends AutoCloseable> extends Clock implements AutoCloseable {
        interface Change<T> {
            T make() throws IOException;
        }

        private final AtomicInteger dated = new AtomicInteger();
        private final Change<T> change;
        private volatile @Nullable T opened;

        AtSecondAttempt(Change<T> change) {
            this.change = change;
        }

        T opened() {
            return Objects.requireNonNull(opened);
        }

        @Override
        public Instant instant() {
            if (dated.incrementAndGet() == 2) {
                try {
                    opened = change.make();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public void close() throws IOException {
            try {
                opened().close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
