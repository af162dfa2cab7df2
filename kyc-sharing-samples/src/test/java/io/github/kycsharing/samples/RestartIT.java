package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The executable jar as a process of its own, with an exchange that lives on while the process is killed in the middle, and ended by a
 * signal as Ctrl-C does. The port stays the same, so that the exchange can notify the next process too.
 */
@Timeout(360)
class RestartIT {
    private static final String STARTED = "Started BrokerApplication";
    private static final int RECORDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final int port = freePort();
    private final List<String> locations = new ArrayList<>();
    private final Set<String> requestNos = new HashSet<>();
    private int starts;

    @Test
    void losesAndDoublesNothingWhenItIsKilledAndRestarted() throws Exception {
        try (KycExchangeSimulator exchange = exchange()) {
            // Each record takes effect, and its response comes late.
            exchange.faults().forCall(Call.SHARE).always(Fault.stallBeforeHeaders(Duration.ofMillis(700)));
            Process broker = start(exchange);
            submit(RECORDS);
            awaitAccepted(exchange, 2);
            broker.destroyForcibly().waitFor();
            assertThat(exchange.ledger().size()).isLessThan(RECORDS);

            broker = start(exchange);
            awaitAccepted(exchange, 6);
            stop(broker);

            exchange.faults().clear();
            broker = start(exchange);
            awaitEach(RECORDS, "state", "IMPORTED");
            stop(broker);
            assertThat(exchange.ledger().keySet()).isEqualTo(requestNos);
            assertThat(exchange.ledger().values())
                    .extracting(LedgerEntry::acceptedTimes)
                    .containsOnly(1);
            assertThat(log(2)).contains("continued  requestNo ");
            PersonalData.assertNoneIn(log(1) + log(2) + log(3));
        }
    }

    @Test
    void createsEachApiKeyOnceWhenItIsKilledAndRestarted() throws Exception {
        try (KycExchangeSimulator exchange = exchange()) {
            Process broker = start(exchange);
            submit(6);
            awaitEach(6, "state", "IMPORTED");
            awaitEach(6, "apiKeyCreated", "false");
            broker.destroyForcibly().waitFor();

            // The exchange decides while no process runs, and repeats its notifications after the restart.
            pass(exchange, 0, 1);
            broker = start(exchange);
            exchange.advance(Duration.ofMinutes(3));
            awaitEach(2, "apiKeyCreated", "true");

            // Killed as soon as the notifications are acknowledged.
            pass(exchange, 2, 3);
            broker.destroyForcibly().waitFor();
            broker = start(exchange);
            awaitEach(4, "apiKeyCreated", "true");
            stop(broker);

            // Without any notification, polls find the decision.
            pass(exchange, 4, 5);
            broker = start(exchange);
            awaitEach(6, "apiKeyCreated", "true");
            stop(broker);

            assertThat(exchange.notifications().ofCustomer(customer(0)))
                    .extracting(delivery -> delivery.httpStatus().orElse(0))
                    .containsExactly(0, 204);
            assertThat(exchange.notifications().ofCustomer(customer(2)))
                    .extracting(delivery -> delivery.httpStatus().orElse(0))
                    .containsExactly(204);
            assertThat(query("select broker_sub_account_id from api_key"))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 6)
                            .mapToObj(i -> customer(i) + "77")
                            .toList());
            assertThat(query("select id from kyc_sharing_customer_event where published_at is null"))
                    .isEmpty();
            assertThat(log(2)).contains("tracked    6 customers of an earlier run have no API key yet");
            PersonalData.assertNoneIn(log(1) + log(2) + log(3) + log(4));
        }
    }

    private static KycExchangeSimulator exchange() {
        return KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard("BROKERKEY", "the-secret-of-the-sample-entity"))
                .start();
    }

    private static String customer(int number) {
        return String.valueOf(7000 + number);
    }

    private static void pass(KycExchangeSimulator exchange, int... numbers) {
        for (int number : numbers) {
            exchange.status(customer(number)).set(ExchangeStatus.PASS);
        }
    }

    private static void awaitAccepted(KycExchangeSimulator exchange, int records) {
        await().atMost(PATIENCE).until(() -> exchange.ledger().size() >= records);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void submit(int records) {
        for (int i = 0; i < records; i++) {
            HttpResponse<String> response = PostedRecord.submit(port, PostedRecord.of(customer(i)));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            locations.add(response.headers().firstValue("Location").orElseThrow());
            requestNos.add(PostedRecord.json(response).path("requestNo").asString());
        }
    }

    /** Waits until the first submissions have this value. */
    private void awaitEach(int submissions, String field, String value) {
        for (String location : locations.subList(0, submissions)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(PostedRecord.json(PostedRecord.get(port, location))
                                    .path(field)
                                    .asString())
                            .isEqualTo(value));
        }
    }

    private static void stop(Process broker) throws InterruptedException {
        broker.destroy();
        assertThat(broker.waitFor()).isEqualTo(143);
    }

    /** The first column of a query on the database of a process that has ended. */
    private List<String> query(String sql) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("kyc-sharing-sample-data/broker");
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private Process start(KycExchangeSimulator exchange) throws IOException {
        int start = ++starts;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("executable.jar"),
                "--server.port=" + port,
                "--kyc-sharing.base-url=" + exchange.baseUrl(),
                // Notices sooner than by default that the process of an attempt is dead.
                "--kyc-sharing.submissions.engine.heartbeat-interval=2s",
                "--kyc-sharing.submissions.delivery.claim=5s");
        builder.environment().keySet().removeIf(name -> name.startsWith("KYC") || name.startsWith("SPRING"));
        Process process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file(start).toFile())
                .start();
        await().atMost(PATIENCE).until(() -> !process.isAlive() || log(start).contains(STARTED));
        assertThat(log(start)).contains(STARTED);
        return process;
    }

    private Path file(int start) {
        return directory.resolve("log-" + start);
    }

    private String log(int start) {
        try {
            return Files.readString(file(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
