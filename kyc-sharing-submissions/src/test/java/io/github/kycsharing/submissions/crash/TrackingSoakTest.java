package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two applications on one PostgreSQL share records and query statuses, with faults, kills and a database that stops. Each status that an
 * account comes to rest in is published once, in order, whoever was killed when.
 */
@Timeout(900)
class TrackingSoakTest {
    private static final int CUSTOMERS = Integer.getInteger("kyc-sharing.crash.customers", 60);
    private static final int KILLS = Integer.getInteger("kyc-sharing.crash.tracking-kills", 4);
    private static final Duration END = Duration.ofMinutes(5);
    private static final List<ExchangeStatus> PROGRESS =
            List.of(ExchangeStatus.PROCESS, ExchangeStatus.REVIEW, ExchangeStatus.PASS, ExchangeStatus.DISABLE);
    private static final List<String> NAMES = List.of("PROCESS", "REVIEW", "PASS", "DISABLE");

    private final SplittableRandom random = new SplittableRandom(20_261_128);

    @TempDir
    private Path directory;

    @Test
    void eachStatusIsPublishedOnceAndInOrder() {
        String url = TestDatabase.POSTGRESQL.create();
        try (HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
                KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
                        .start()) {
            exchange.faults()
                    .atRandom(0.05, Fault.HTTP_503, Fault.RESET_BEFORE_PROCESSING, Fault.CLOSE_AFTER_PROCESSING);
            EffectListener.createTables(pool);
            JdbcClient jdbc = JdbcClient.create(pool);
            PostgresProcesses postgres = new PostgresProcesses(pool);
            IntStream.range(0, CUSTOMERS)
                    .forEach(i -> jdbc.sql("insert into broker_order (id, customer) values (?, ?)")
                            .params(i, "C-" + i)
                            .update());
            List<String> properties = properties(exchange, url);
            WorkerProcess[] workers = {worker(0, 0, properties), worker(1, 0, properties)};
            try {
                awaitAll(jdbc, 0);
                for (int step = 1; step < PROGRESS.size(); step++) {
                    for (int kill = 0; kill < KILLS / (PROGRESS.size() - 1) + 1; kill++) {
                        int victim = random.nextInt(2);
                        workers[victim].awaitLine(Worker.READY);
                        progress(exchange, step, kill == 0);
                        if (step == 2 && kill == 0) {
                            stopFor(postgres);
                        }
                        workers[victim].kill();
                        workers[victim] = worker(victim, step * 10 + kill + 1, properties);
                    }
                    progress(exchange, step, false);
                    awaitAll(jdbc, step);
                }
            } finally {
                workers[0].close();
                workers[1].close();
            }
            Map<String, List<String>> published = published(jdbc);
            assertThat(published)
                    .hasSize(CUSTOMERS)
                    .allSatisfy((account, statuses) -> assertThat(statuses)
                            .isSubsetOf(NAMES)
                            .doesNotHaveDuplicates()
                            .isSortedAccordingTo(
                                    (one, other) -> Integer.compare(NAMES.indexOf(one), NAMES.indexOf(other)))
                            .endsWith("DISABLE"));
            assertThat(exchange.journal().ofCustomer("C-0")).anyMatch(request -> request.call() == Call.STATUS_QUERY);
        }
    }

    private static void stopFor(PostgresProcesses postgres) {
        postgres.stop();
        try {
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        } finally {
            postgres.resume();
        }
    }

    private static List<String> properties(KycExchangeSimulator exchange, String url) {
        List<String> properties = new ArrayList<>(Worker.properties(exchange, url, KycKeysets.generate()));
        properties.addAll(List.of(
                "--worker.takes-orders=true",
                "--worker.listener-failures=0.1",
                "--kyc-sharing.tracking.initial-pause=100ms",
                "--kyc-sharing.tracking.max-pause=1s",
                "--kyc-sharing.tracking.decided-pause=1s",
                "--kyc-sharing.tracking.max-requests-per-second=200",
                "--logging.level.root=off"));
        return properties;
    }

    private WorkerProcess worker(int number, int start, List<String> properties) {
        return WorkerProcess.start(directory.resolve("worker-" + number + "-" + start + ".log"), properties);
    }

    /** Half of the customers before a kill, all of them after the last one. */
    private static void progress(KycExchangeSimulator exchange, int step, boolean half) {
        for (int i = 0; i < (half ? CUSTOMERS / 2 : CUSTOMERS); i++) {
            if (!exchange.status("C-" + i).current().equals(java.util.Optional.of(PROGRESS.get(step)))) {
                exchange.status("C-" + i).set(PROGRESS.get(step));
            }
        }
    }

    private static void awaitAll(JdbcClient jdbc, int step) {
        await().atMost(END)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(published(jdbc).values())
                        .hasSize(CUSTOMERS)
                        .allSatisfy(statuses -> assertThat(statuses).endsWith(NAMES.get(step))));
    }

    private static Map<String, List<String>> published(JdbcClient jdbc) {
        Map<String, List<String>> published = new LinkedHashMap<>();
        jdbc.sql("select sub_account, status from broker_status order by seq").query(result -> {
            published
                    .computeIfAbsent(result.getString(1), account -> new ArrayList<>())
                    .add(result.getString(2));
        });
        return published;
    }
}
