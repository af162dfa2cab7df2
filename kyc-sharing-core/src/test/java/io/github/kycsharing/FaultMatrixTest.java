package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.Operation.Kind;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
 * Every fault of the network and of gateways before the exchange, in every call, on the first attempt only and on all attempts. The
 * test compares the observed outcome with the expectation and with the tables in the documentation.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(LoadedClasses.class)
class FaultMatrixTest {
    private static final Map<Kind, Map<Integer, String>> TABLES = Map.of(
            Kind.SUBMISSION, new ConcurrentHashMap<>(),
            Kind.QUERY, new ConcurrentHashMap<>(),
            Kind.WRITE, new ConcurrentHashMap<>());

    private static final LoopbackTls TLS = LoopbackTls.create("late.test");

    private static final String UNKNOWN = "outcome unknown";
    private static final String NOT_SENT = "not sent (NO_CONNECTION)";
    private static final String NO_RESPONSE = "no response";
    private static final String RESULT = "result";
    private static final String ACCEPTED = "ACCEPTED";

    private static final FamilyCall SHARE = new FamilyCall(
            Operation.SHARE,
            "share-kyc-data",
            "",
            ServerActions.ACCEPTED,
            "",
            client -> client.share(TestRecords.standard("42")));
    private static final FamilyCall CHECK_STATUS = new FamilyCall(
            Operation.CHECK_STATUS,
            "check-kyc-status",
            "",
            StatusQueryTest.PASSED,
            "",
            client -> client.checkStatus(KycStatusQuery.of(TestRecords.userInfo("42"))));
    private static final List<FamilyCall> CALLS =
            Stream.concat(Stream.of(SHARE, CHECK_STATUS), FamilyCall.all()).toList();

    /** The outcomes on the first attempt only and on all three attempts, and the requests that the server read. */
    record Expected(String once, String always, int readOnce, int readAlways) {}

    /** A fault of a listening server, with the expectation for each kind of call. */
    record Fault(int row, String name, Move move, Map<Kind, Expected> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What one call met: its outcomes, and the connections that reached the server. */
    private record Observed(String once, int onceConnections, String always, int alwaysConnections) {}

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
                systemError(
                        19,
                        "system error 10040004",
                        ServerActions.response(ServerActions.error("10040004")),
                        "rejected (10040004)"),
                systemError(
                        20,
                        "system error 10040103, HTTP 500",
                        ServerActions.response(500, "", ServerActions.error("10040103")),
                        "rejected (10040103)"),
                refused(
                        21,
                        "rejection 10040102",
                        ServerActions.response(ServerActions.error("10040102")),
                        "rejected (10040102)"),
                refused(
                        22,
                        "rejection 10040080, HTTP 401",
                        ServerActions.response(401, "", ServerActions.error("10040080")),
                        "rejected (10040080)"),
                refused(
                        23,
                        "code that is not documented",
                        ServerActions.response(ServerActions.error("77777777")),
                        "rejected (77777777)"),
                refused(
                        24,
                        "HTTP 403, a page",
                        ServerActions.response(403, "", "<html>forbidden</html>"),
                        "rejected (HTTP 403)"),
                unreadable(25, "HTTP 302 to elsewhere", ServerActions.response(302, "Location: /elsewhere\r\n", "")),
                unreadable(26, "HTTP 408, empty", ServerActions.response(408, "", "")),
                unreadable(27, "HTTP 404, a page", ServerActions.response(404, "", "<html>not found</html>")),
                unreadable(28, "HTTP 200, a page", ServerActions.response(200, "", "<html>welcome</html>")),
                unreadable(29, "HTTP 200, empty", ServerActions.response(200, "", "")),
                unreadable(
                        30,
                        "HTTP 200, truncated JSON",
                        ServerActions.response(ServerActions.ACCEPTED.substring(0, 20))),
                refused(
                        31,
                        "DUPLICATE_REQUEST, first attempt",
                        ServerActions.response(ServerActions.error("10040008")),
                        "rejected (10040008)"));
    }

    /** No response: a submission and a query are retried, a write is not. */
    private static Fault lost(int row, String name, Move move, int read) {
        return new Fault(
                row,
                name,
                move,
                Map.of(
                        Kind.SUBMISSION, new Expected(ACCEPTED, UNKNOWN, read + 1, read * 3),
                        Kind.QUERY, new Expected(RESULT, NO_RESPONSE, read + 1, read * 3),
                        Kind.WRITE, new Expected(UNKNOWN, UNKNOWN, read, read)));
    }

    /** A submission and a query are retried. A write may have taken effect. */
    private static Fault systemError(int row, String name, Move move, String rejected) {
        return new Fault(
                row,
                name,
                move,
                Map.of(
                        Kind.SUBMISSION, new Expected(ACCEPTED, rejected, 2, 3),
                        Kind.QUERY, new Expected(RESULT, rejected, 2, 3),
                        Kind.WRITE, new Expected(UNKNOWN, UNKNOWN, 1, 1)));
    }

    /** Ends every call after the first attempt. */
    private static Fault refused(int row, String name, Move move, String rejected) {
        Expected once = new Expected(rejected, rejected, 1, 1);
        return new Fault(row, name, move, Map.of(Kind.SUBMISSION, once, Kind.QUERY, once, Kind.WRITE, once));
    }

    /** A response that is not the exchange's: only a query is retried. */
    private static Fault unreadable(int row, String name, Move move) {
        Expected unknown = new Expected(UNKNOWN, UNKNOWN, 1, 1);
        return new Fault(
                row,
                name,
                move,
                Map.of(
                        Kind.SUBMISSION, unknown,
                        Kind.QUERY, new Expected(RESULT, NO_RESPONSE, 2, 3),
                        Kind.WRITE, unknown));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void endsAsExpected(Fault fault) throws Exception {
        boolean stalls = fault.row() >= 9 && fault.row() <= 11;
        // The calls of a fault that stalls wait most of the time.
        ExecutorService callers = stalls ? Executors.newCachedThreadPool() : Executors.newSingleThreadExecutor();
        try {
            List<Future<Observed>> observed = new ArrayList<>();
            for (FamilyCall call : CALLS) {
                observed.add(callers.submit(() -> observe(fault, call)));
            }
            for (int i = 0; i < CALLS.size(); i++) {
                row(fault.row(), fault.name(), CALLS.get(i), observed.get(i).get(60, TimeUnit.SECONDS));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static Observed observe(Fault fault, FamilyCall call) throws IOException {
        Expected expected =
                Objects.requireNonNull(fault.expected().get(call.operation().kind()));
        try (ScriptedServer once = ScriptedServer.following(fault.move(), ServerActions.response(call.success()));
                ScriptedServer always = ScriptedServer.following(fault.move())) {
            String first = outcome(call, once.baseUrl(), Clock.systemUTC(), once.received());
            String all = outcome(call, always.baseUrl(), Clock.systemUTC(), always.received());
            assertThat(first).as(call.toString()).isEqualTo(expected.once());
            assertThat(all).as(call.toString()).isEqualTo(expected.always());
            assertThat(once.received()).as(call.toString()).hasSize(expected.readOnce());
            assertThat(always.received()).as(call.toString()).hasSize(expected.readAlways());
            return new Observed(first, once.connections(), all, always.connections());
        }
    }

    @Test
    void connectionRefused() throws IOException {
        for (FamilyCall call : CALLS) {
            int port = ScriptedServer.freePort();
            String baseUrl = "http://127.0.0.1:" + port;
            String all = outcome(call, baseUrl, Clock.systemUTC(), List.of());
            assertThat(all).isEqualTo(NOT_SENT);
            try (AtSecondAttempt<ScriptedServer> late =
                    new AtSecondAttempt<>(() -> ScriptedServer.on(port, ServerActions.response(call.success())))) {
                String first = outcome(call, baseUrl, late, List.of());
                assertThat(first).isEqualTo(success(call));
                assertThat(late.opened().received()).hasSize(1);
                row(1, "connection refused", call, new Observed(first, 1, all, 0));
            }
        }
    }

    @Test
    void unknownHost() throws IOException {
        for (FamilyCall call : CALLS) {
            try (ScriptedServer server = ScriptedServer.following(TLS.over(ServerActions.response(call.success())))) {
                String baseUrl = "https://late.test:" + server.port();
                String all = outcome(call, baseUrl, Clock.systemUTC(), List.of());
                assertThat(all).isEqualTo(NOT_SENT);
                assertThat(server.connections()).isZero();
                try (AtSecondAttempt<AutoCloseable> late = new AtSecondAttempt<>(FaultMatrixTest::enterIntoHostsFile)) {
                    String first = outcome(call, baseUrl, late, server.received());
                    assertThat(first).isEqualTo(success(call));
                    assertThat(server.received()).hasSize(1);
                    row(2, "unknown host", call, new Observed(first, 1, all, 0));
                }
            }
        }
    }

    @Test
    void tlsFailure() throws IOException {
        Move bad = LoopbackTls.create().over(ServerActions.accept());
        for (FamilyCall call : CALLS) {
            Move good = TLS.over(ServerActions.response(call.success()));
            try (ScriptedServer once = ScriptedServer.following(bad, good);
                    ScriptedServer always = ScriptedServer.following(bad)) {
                String first = outcome(call, "https://127.0.0.1:" + once.port(), Clock.systemUTC(), once.received());
                String all = outcome(call, "https://127.0.0.1:" + always.port(), Clock.systemUTC(), always.received());
                assertThat(first).isEqualTo(success(call));
                assertThat(all).isEqualTo(NOT_SENT);
                assertThat(once.received()).hasSize(1);
                assertThat(always.received()).isEmpty();
                row(
                        3,
                        "TLS certificate not trusted",
                        call,
                        new Observed(first, once.connections(), all, always.connections()));
            }
        }
    }

    @Test
    void everyOperationIsCovered() {
        assertThat(CALLS.stream().map(FamilyCall::operation).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Operation.RESUME)));
    }

    @AfterAll
    static void documentedTablesMatchTheObservedFaults() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Fault matrix: outcome of each network fault

                `FaultMatrixTest` writes this page from what it observed over real sockets, with three attempts allowed. "Connections"
                counts those that reached the server. All attempts of a call had the same body and signature. Every row is the same
                for all calls of its section.
                """);
        section(page, Kind.SUBMISSION, "Sharing a record", "Every attempt has the same requestNo.");
        section(
                page,
                Kind.QUERY,
                "Queries",
                "A query changes nothing, so it is retried after every temporary failure.");
        section(
                page,
                Kind.WRITE,
                "Writes without a requestNo",
                "A write is retried only if nothing was sent. A query then resolves an unknown outcome: see"
                        + " [Linked accounts](accounts.md#writes-with-an-unknown-outcome).");
        Path file = Path.of(System.getProperty("kyc-sharing.docs"), "fault-matrix.md");
        if (Boolean.getBoolean("kyc-sharing.docs.write")) {
            Files.writeString(file, page);
        }
        assertThat(file).hasContent(page.toString());
    }

    private static void section(StringBuilder page, Kind kind, String title, String text) {
        Map<Integer, String> rows = Objects.requireNonNull(TABLES.get(kind));
        assertThat(rows).as("rows; run the class as a whole").hasSize(31);
        String paths = CALLS.stream()
                .filter(call -> call.operation().kind() == kind)
                .map(call -> "`" + call.path() + "`")
                .distinct()
                .collect(Collectors.joining(", "));
        page.append("\n## ").append(title).append("\n\n").append(text).append(" Calls: ");
        page.append(paths).append(".\n\n");
        page.append("| fault | on the first attempt only | connections | on all attempts | connections |\n");
        page.append("|---|---|---|---|---|\n");
        new TreeMap<>(rows).values().forEach(row -> page.append(row).append('\n'));
    }

    private static void row(int number, String name, FamilyCall call, Observed observed) {
        String text = "| " + name + " | " + observed.once() + " | " + observed.onceConnections() + " | "
                + observed.always() + " | " + observed.alwaysConnections() + " |";
        String others =
                Objects.requireNonNull(TABLES.get(call.operation().kind())).putIfAbsent(number, text);
        if (others != null) {
            assertThat(text).as(call.toString()).isEqualTo(others);
        }
    }

    private static String success(FamilyCall call) {
        return call.operation() == Operation.SHARE ? ACCEPTED : RESULT;
    }

    /** Makes a call, checks that what the server read was the same each time, and names the outcome. */
    private static String outcome(FamilyCall call, String baseUrl, Clock clock, List<WireRequest> received) {
        String outcome;
        try (KycSharingClient client = TestClients.standard(baseUrl)
                .tls(TLS.context(), TLS.trustManager())
                .clock(clock)
                .build()) {
            Object result = call.on(client);
            outcome = call.operation() == Operation.SHARE
                    ? ((ShareResult) result).code().isSuccess() ? ACCEPTED : "returned without acceptance"
                    : RESULT;
            assertThat(received)
                    .allSatisfy(request -> assertThat(request.requestNo())
                            .isEqualTo(result instanceof ShareResult share ? share.requestNo() : request.requestNo()));
        } catch (KycSharingException e) {
            outcome = outcome(e);
            assertThat(received)
                    .allSatisfy(request -> assertThat(request.requestNo())
                            .isEqualTo(call.operation() == Operation.SHARE ? e.requestNo() : request.requestNo()));
        }
        for (WireRequest request : received) {
            assertThat(request.requestLine()).isEqualTo(call.requestLine());
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
        if (e instanceof KycNoResponseException) {
            return NO_RESPONSE;
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
