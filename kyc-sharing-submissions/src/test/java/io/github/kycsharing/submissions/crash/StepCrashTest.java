package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.ReceivedRequest;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process halts before each step of an execution, with H2 in a file. The next process on the same database brings the submission to
 * its end: the first execution delivers, the second queries the import.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class StepCrashTest {
    private static final boolean ALL = Boolean.getBoolean("kyc-sharing.crash.all-steps");
    private static final AtomicInteger CUSTOMERS = new AtomicInteger();
    /** A start occupies a processor. */
    private static final Semaphore STARTS = new Semaphore(2);

    private static final KycExchangeSimulator EXCHANGE = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
            .start();

    @TempDir
    private Path directory;

    @AfterAll
    static void close() {
        EXCHANGE.close();
    }

    /** In a build, the steps after which the database and the exchange know different things, and each once. */
    static List<String> steps() {
        if (!ALL) {
            return List.of("refresh:1", "deliver:1", "record:1", "signal:1", "end:1", "query:1", "record:2", "end:2");
        }
        List<String> all = new ArrayList<>();
        for (String step : List.of("refresh", "begin", "call", "record", "signal", "end")) {
            all.add(step + ":1");
            all.add(step + ":2");
        }
        all.add("deliver:1");
        all.add("query:1");
        return all;
    }

    static List<String> stepsOfALostResponse() {
        return ALL ? List.of("record:1", "signal:1", "query:1", "record:2", "signal:2") : List.of("record:1");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void nextProcessEndsWhatACrashInterrupted(String step) throws Exception {
        crashAndFinish(step);
    }

    @ParameterizedTest
    @MethodSource("stepsOfALostResponse")
    void lostResponseBeforeACrashIsResolved(String step) throws Exception {
        EXCHANGE.faults().forCustomer(customerOf(step, true)).next(Fault.CLOSE_AFTER_PROCESSING);
        crashAndFinish(step, customerOf(step, true));
    }

    static List<String> statusSteps() {
        return ALL
                ? List.of("status-query:1", "status-record:1", "status-end:1", "status-query:2", "status-record:2")
                : List.of("status-record:1", "status-end:1");
    }

    /** What a crash interrupted is queried again, and published once. */
    @ParameterizedTest
    @MethodSource("statusSteps")
    void nextProcessPublishesTheStatus(String step) throws Exception {
        String customer = customerOf(step, false);
        List<String> properties = new ArrayList<>(Worker.properties(
                EXCHANGE,
                "jdbc:h2:file:" + directory.resolve("submissions") + ";WRITE_DELAY=0",
                KycKeysets.generate()));
        properties.addAll(List.of(
                "--kyc-sharing.tracking.initial-pause=300ms",
                "--kyc-sharing.tracking.max-pause=300ms",
                "--kyc-sharing.tracking.decided-pause=300ms",
                "--kyc-sharing.tracking.max-requests-per-second=100"));
        crash(properties, step, customer);
        EXCHANGE.status(customer).set(ExchangeStatus.PASS);
        try (ConfigurableApplicationContext context = Worker.run(properties.toArray(String[]::new))) {
            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(statuses(jdbc)).endsWith("PASS"));
            assertThat(statuses(jdbc)).doesNotHaveDuplicates().containsAnyOf("PROCESS", "PASS");
            await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from kyc_sharing_customer_event"
                                    + " where published_at is null or payload is not null")
                            .query(Long.class)
                            .single())
                    .isZero());
        }
    }

    private static List<String> statuses(JdbcClient jdbc) {
        return jdbc.sql("select status from broker_status order by seq")
                .query(String.class)
                .list();
    }

    private void crashAndFinish(String step) throws Exception {
        crashAndFinish(step, customerOf(step, false));
    }

    private static String customerOf(String step, boolean lost) {
        return (lost ? "LOST-" : "C-") + step.replace(':', '-');
    }

    private void crashAndFinish(String step, String customer) throws Exception {
        List<String> properties = new ArrayList<>(Worker.properties(
                EXCHANGE,
                "jdbc:h2:file:" + directory.resolve("submissions") + ";WRITE_DELAY=0",
                KycKeysets.generate()));
        crash(properties, step, customer);
        assertThat(EXCHANGE.journal().ofCustomer(customer).size()).isLessThanOrEqualTo(2);

        try (ConfigurableApplicationContext context = Worker.run(properties.toArray(String[]::new))) {
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(only(submissions).state()).isEqualTo(SubmissionState.IMPORTED));
            KycSubmission submission = only(submissions);
            LedgerEntry entry = EXCHANGE.ledgerEntry(submission.requestNo()).orElseThrow();
            assertThat(entry.acceptedTimes()).isOne();
            List<ReceivedRequest> shares = EXCHANGE.journal().ofCustomer(customer).stream()
                    .filter(request -> request.call() == Call.SHARE)
                    .toList();
            assertThat(shares).extracting(ReceivedRequest::requestNo).containsOnly(submission.requestNo());
            assertThat(shares)
                    .extracting(ReceivedRequest::bodyText)
                    .containsOnly(shares.get(0).bodyText());
            assertThat(shares.size()).isLessThanOrEqualTo(submission.attempts());
            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
            await().untilAsserted(() -> assertThat(jdbc.sql("select state from broker_event order by seq")
                            .query(String.class)
                            .list())
                    .isEqualTo(submissions.history(submission.id()).stream()
                            .map(SubmissionEvent::state)
                            .map(SubmissionState::name)
                            .toList()));
            await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from kyc_sharing_task")
                            .query(Long.class)
                            .single())
                    .isZero());
        }
    }

    private void crash(List<String> properties, String step, String customer) throws InterruptedException {
        List<String> crashing = new ArrayList<>(properties);
        crashing.add("--worker.submit=" + customer);
        crashing.add("--worker.halt-at=" + step);
        STARTS.acquire();
        try (WorkerProcess worker =
                WorkerProcess.start(directory.resolve("worker-" + CUSTOMERS.incrementAndGet() + ".log"), crashing)) {
            assertThat(worker.awaitEnd()).as(worker.said()).isEqualTo(Worker.HALTED);
        } finally {
            STARTS.release();
        }
    }

    private static KycSubmission only(KycSubmissions submissions) {
        List<KycSubmission> all = submissions.list(SubmissionFilter.all()).submissions();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
