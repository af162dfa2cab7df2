package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applications store and deliver a back-fill on one PostgreSQL. A process is killed while it does both, and another one runs the same
 * back-fill again; or two run it at the same time. Each row is stored once and shared once, and each percent is published once.
 */
@Timeout(300)
class BackfillCrashTest {
    private static final int ROWS = Integer.getInteger("kyc-sharing.crash.rows", 2_000);
    private static final int CHUNK = 500;

    private final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
            .start();
    private final String url = TestDatabase.POSTGRESQL.create();
    private final HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final List<String> properties = new ArrayList<>(Worker.properties(exchange, url, KycKeysets.generate()));

    @TempDir
    private Path directory;

    BackfillCrashTest() {
        properties.add("--worker.backfill=" + ROWS);
        properties.add("--kyc-sharing.submissions.delivery.window=16");
        properties.add("--kyc-sharing.tracking.initial-pause=6h");
    }

    @AfterEach
    void close() {
        pool.close();
        exchange.close();
    }

    @Test
    void nextRunStoresAndDeliversTheRest() {
        try (WorkerProcess killed = start("killed")) {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !killed.isAlive() || !exchange.ledger().isEmpty());
            killed.kill();
        }
        assertThat(number("select count(*) from kyc_sharing_submission")).isGreaterThanOrEqualTo(CHUNK);
        assertThat(exchange.ledger()).isNotEmpty().hasSizeLessThan(ROWS);
        try (WorkerProcess next = start("next")) {
            next.awaitLine(Worker.LOADED);
            assertThat(next.said()).contains(" 0 invalid").doesNotContain("loaded: " + ROWS + " new");
            assertEachRowOnce();
        }
    }

    @Test
    void twoRunsAtTheSameTimeStoreEachRowOnce() {
        EffectListener.createTables(pool); // two processes must not create them at the same time
        try (WorkerProcess one = start("one");
                WorkerProcess other = start("other")) {
            one.awaitLine(Worker.LOADED);
            other.awaitLine(Worker.LOADED);
            assertThat(stored(one) + stored(other)).isEqualTo(ROWS);
            assertEachRowOnce();
        }
    }

    private WorkerProcess start(String name) {
        return WorkerProcess.start(directory.resolve(name + ".log"), properties);
    }

    private static int stored(WorkerProcess worker) {
        String said = worker.said();
        int begin = said.indexOf(Worker.LOADED) + Worker.LOADED.length();
        return Integer.parseInt(said.substring(begin, said.indexOf(" new", begin)));
    }

    private void assertEachRowOnce() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select state from broker_backfill order by seq desc fetch first 1 rows only")
                                        .query(String.class)
                                        .optional())
                        .contains("COMPLETED"));
        assertThat(jdbc.sql("select request_no from kyc_sharing_submission where state = 'IMPORTED'")
                        .query(String.class)
                        .list())
                .hasSize(ROWS)
                .containsExactlyInAnyOrderElementsOf(exchange.ledger().keySet());
        assertThat(exchange.ledger().values())
                .extracting(LedgerEntry::acceptedTimes)
                .containsOnly(1);
        assertThat(number("select count(distinct entity_customer_id) from kyc_sharing_submission"))
                .isEqualTo(ROWS);
        assertThat(jdbc.sql("select state from kyc_sharing_backfill")
                        .query(String.class)
                        .list())
                .containsExactly("COMPLETED");
        assertProgress();
    }

    /** What the listener wrote: it refuses an event that it has seen. */
    private void assertProgress() {
        List<Integer> percents = jdbc.sql("select percent from broker_backfill order by seq")
                .query(Integer.class)
                .list();
        assertThat(percents).doesNotHaveDuplicates().isSorted().endsWith(100);
        List<Map<String, Object>> completed = jdbc.sql(
                        "select percent, ended from broker_backfill where state = 'COMPLETED'")
                .query()
                .listOfRows();
        assertThat(completed).containsExactly(Map.of("percent", 100, "ended", (long) ROWS));
        assertThat(number("select count(*) from kyc_sharing_customer_event where published_at is null"))
                .isZero();
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
