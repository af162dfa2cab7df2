package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A process halts before each step of the poll of requests for information, with H2 in a file, and the next one goes on. */
@Timeout(300)
class InformationCrashTest {
    private static final boolean ALL = Boolean.getBoolean("kyc-sharing.crash.all-steps");
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    /** In a build, the steps after which the database and the exchange know different things. */
    static Stream<String> steps() {
        Stream<String> always =
                Stream.of("information-stored", "information-submit", "information-record", "information-result");
        return ALL
                ? Stream.concat(
                        always,
                        Stream.of(
                                "information-page",
                                "information-store",
                                "information-begin",
                                "information-recorded",
                                "information-query",
                                "information-result-stored"))
                : always;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void nextProcessNeitherDoublesNorLosesAnything(String step) {
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
                .start()) {
            RfiRecord raised = exchange.raiseRfi("C-1", RfiRequest.of("PASSPORT"));
            List<String> properties = properties(exchange);
            crash(properties, step);
            assertThat(exchange.journal().ofCall(Call.RFI_SUBMISSION)).hasSizeLessThanOrEqualTo(1);

            try (ConfigurableApplicationContext context = Worker.run(properties.toArray(String[]::new))) {
                DataSource dataSource = context.getBean(DataSource.class);
                boolean uncertain = step.equals("information-submit") || step.equals("information-record");
                awaitEvents(dataSource, List.of("REQUESTED", uncertain ? "UNCERTAIN" : "SUCCEEDED"));
                assertThat(raised.submissions()).hasSize(step.equals("information-submit") ? 0 : 1);
                raised.set("PASS");
                awaitEvents(
                        dataSource,
                        uncertain ? List.of("REQUESTED", "UNCERTAIN", "SUCCEEDED") : List.of("REQUESTED", "SUCCEEDED"));
                assertThat(exchange.journal().ofCall(Call.RFI_SUBMISSION)).hasSameSizeAs(raised.submissions());
            }
        }
    }

    private List<String> properties(KycExchangeSimulator exchange) {
        List<String> properties = new ArrayList<>(Worker.properties(
                exchange,
                "jdbc:h2:file:" + directory.resolve("submissions") + ";WRITE_DELAY=0",
                KycKeysets.generate()));
        properties.remove("--kyc-sharing.information-requests.enabled=false"); // a second value would be added to it
        properties.addAll(List.of(
                "--worker.submits-files=true",
                "--kyc-sharing.information-requests.interval=500ms",
                "--kyc-sharing.information-requests.initial-backoff=50ms",
                "--kyc-sharing.information-requests.max-backoff=500ms",
                "--logging.level.root=off"));
        return properties;
    }

    private void crash(List<String> properties, String step) {
        List<String> crashing = new ArrayList<>(properties);
        crashing.add("--worker.halt-at=" + step + ":1");
        try (WorkerProcess worker = WorkerProcess.start(directory.resolve("worker.log"), crashing)) {
            assertThat(worker.awaitEnd()).as(worker.said()).isEqualTo(Worker.HALTED);
        }
    }

    private static void awaitEvents(DataSource dataSource, List<String> events) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(InformationListener.events(dataSource)).isEqualTo(events));
    }
}
