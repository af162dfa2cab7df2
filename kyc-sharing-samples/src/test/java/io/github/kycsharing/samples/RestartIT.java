package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The executable jar as a process of its own, with an exchange that lives on while the process is killed in the middle, and ended by a
 * signal as Ctrl-C does.
 */
@Timeout(240)
class RestartIT {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int RECORDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private int starts;

    @Test
    void losesAndDoublesNothingWhenItIsKilledAndRestarted() throws Exception {
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard("BROKERKEY", "the-secret-of-the-sample-entity"))
                .start()) {
            // Each record takes effect, and its response comes late.
            exchange.faults().forCall(Call.SHARE).always(Fault.stallBeforeHeaders(Duration.ofMillis(700)));
            Map<Integer, Process> broker = start(exchange);
            List<String> locations = new ArrayList<>();
            Set<String> requestNos = new HashSet<>();
            for (int i = 0; i < RECORDS; i++) {
                HttpResponse<String> response =
                        PostedRecord.submit(portOf(broker), PostedRecord.of(String.valueOf(7000 + i)));
                assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
                locations.add(response.headers().firstValue("Location").orElseThrow());
                requestNos.add(PostedRecord.json(response).path("requestNo").asString());
            }
            awaitAccepted(exchange, 2);
            processOf(broker).destroyForcibly().waitFor();
            assertThat(exchange.ledger().size()).isLessThan(RECORDS);

            broker = start(exchange);
            awaitAccepted(exchange, 6);
            processOf(broker).destroy();
            assertThat(processOf(broker).waitFor()).isEqualTo(143);

            exchange.faults().clear();
            broker = start(exchange);
            int port = portOf(broker);
            for (String location : locations) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(PostedRecord.json(PostedRecord.get(port, location))
                                        .path("state")
                                        .asString())
                                .isEqualTo("IMPORTED"));
            }
            processOf(broker).destroy();
            processOf(broker).waitFor();
            assertThat(exchange.ledger().keySet()).isEqualTo(requestNos);
            assertThat(exchange.ledger().values())
                    .extracting(LedgerEntry::acceptedTimes)
                    .containsOnly(1);
            assertThat(log(2)).contains("continued  requestNo ");
            PersonalData.assertNoneIn(log(1) + log(2) + log(3));
        }
    }

    private static void awaitAccepted(KycExchangeSimulator exchange, int records) {
        await().atMost(PATIENCE).until(() -> exchange.ledger().size() >= records);
    }

    private static int portOf(Map<Integer, Process> broker) {
        return broker.keySet().iterator().next();
    }

    private static Process processOf(Map<Integer, Process> broker) {
        return broker.values().iterator().next();
    }

    private Map<Integer, Process> start(KycExchangeSimulator exchange) throws IOException {
        int start = ++starts;
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("executable.jar"),
                "--server.port=0",
                "--kyc-sharing.base-url=" + exchange.baseUrl(),
                // Notices sooner than by default that the process of an attempt is dead.
                "--kyc-sharing.submissions.engine.heartbeat-interval=2s",
                "--kyc-sharing.submissions.delivery.claim=5s");
        builder.environment().keySet().removeIf(name -> name.startsWith("KYC") || name.startsWith("SPRING"));
        Process process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file(start).toFile())
                .start();
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive() || PORT.matcher(log(start)).find());
        Matcher port = PORT.matcher(log(start));
        assertThat(port.find()).as(log(start)).isTrue();
        return Map.of(Integer.valueOf(port.group(1)), process);
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
