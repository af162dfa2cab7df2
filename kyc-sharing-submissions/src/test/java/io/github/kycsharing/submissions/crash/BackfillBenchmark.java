package io.github.kycsharing.submissions.crash;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillRow;
import io.github.kycsharing.submissions.BackfillRun;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures a back-fill on a PostgreSQL with fsync, which applications in processes of their own store and deliver. The exchange responds
 * after 20 ms. Exchange, database and applications run on the same processors. No row is in memory longer than its chunk.
 */
final class BackfillBenchmark implements AutoCloseable {
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx512m");
    private static final List<String> TABLES = List.of("submission", "submission_body", "submission_event", "task");

    /** Figures by their names, in the order of the measurements. */
    final Map<String, Double> figures = new LinkedHashMap<>();

    private final int rows;
    private final int few;
    private final int delivered;
    private final int limit;
    private final Path directory;
    private final QuickExchange exchange = new QuickExchange(Duration.ofMillis(20));
    private final EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    private final String url = postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
    private final HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final List<String> properties =
            new ArrayList<>(Worker.properties(exchange.baseUrl(), url, KycKeysets.generate()));
    private int workers;

    /**
     * @param rows of the large back-fill
     * @param delivered number of submissions that are delivered
     * @param limit calls per second
     */
    BackfillBenchmark(int rows, int delivered, int limit, Path directory) throws IOException {
        this.rows = rows;
        this.few = Math.min(10_000, Math.max(1, rows / 2));
        this.delivered = delivered;
        this.limit = limit;
        this.directory = directory;
        // What an application has that sets nothing else.
        properties.removeIf(property -> property.startsWith("--kyc-sharing.submissions.delivery.")
                || property.startsWith("--kyc-sharing.submissions.engine."));
        properties.addAll(List.of(
                "--worker.listener=false",
                "--kyc-sharing.tracking.initial-pause=6h",
                "--kyc-sharing.max-requests-per-second=" + limit));
    }

    void run() throws Exception {
        try (ConfigurableApplicationContext storing =
                Worker.run(with("--kyc-sharing.submissions.delivery.enabled=false"))) {
            KycBackfills backfills = storing.getBean(KycBackfills.class);
            load(backfills, "warm-up", few);
            clear();
            double ofFew = load(backfills, Worker.BACKFILL, few);
            figures.put("stored/s, few rows", ofFew);
            clear();
            double ofMany = load(backfills, Worker.BACKFILL, rows);
            figures.put("stored/s, all rows", ofMany);
            figures.put("cost of a row of all against few, ratio", ofFew / ofMany);
            figures.put("read again when all rows exist, rows/s", load(backfills, Worker.BACKFILL, rows));
            sizes("loaded");
        }
        deliver();
        sizes("delivered");
        clear();
        for (int percent : List.of(10, 50, 90)) {
            restart(percent);
            clear();
        }
    }

    private String[] with(String... more) {
        return Stream.concat(properties.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private void clear() {
        jdbc.sql(
                        "truncate kyc_sharing_submission, kyc_sharing_backfill, kyc_sharing_task, kyc_sharing_customer_event cascade")
                .update();
    }

    /** All rows of a source, made while they are read. */
    private static double load(KycBackfills backfills, String name, int number) {
        long begin = System.nanoTime();
        BackfillRun run = backfills.run(BackfillPlan.of(Worker.CLIENT, name), Worker.customers(number));
        if (run.stored() + run.existing() != number) {
            throw new IllegalStateException("Not all rows were stored");
        }
        return number / secondsSince(begin);
    }

    /** Two applications deliver a part of the rows; their heaps are looked at five times, after a full collection. */
    private void deliver() throws IOException, InterruptedException {
        long before = exchange.calls.get();
        List<WorkerProcess> running = List.of(start(properties), start(properties));
        double smallest = Double.MAX_VALUE;
        double largest = 0;
        double dead = 0;
        try {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> exchange.calls.get() - before >= delivered / 5);
            long from = exchange.calls.get();
            long begin = System.nanoTime();
            for (int part = 1; part <= 5; part++) {
                long next = from + (long) delivered * part / 5;
                await().atMost(Duration.ofMinutes(40))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> exchange.calls.get() >= next);
                if (part == 5) {
                    figures.put("calls/s of two JVMs", (exchange.calls.get() - from) / secondsSince(begin));
                    figures.put("limit, calls/s", (double) limit);
                }
                for (WorkerProcess worker : running) {
                    double live = worker.liveBytes() / 1e6;
                    smallest = Math.min(smallest, live);
                    largest = Math.max(largest, live);
                }
                dead = Math.max(dead, (double) count(
                        "select n_dead_tup from pg_stat_user_tables" + " where relname = 'kyc_sharing_submission'"));
            }
        } finally {
            running.forEach(WorkerProcess::close);
        }
        figures.put("live heap of a delivering JVM, smallest, MB", smallest);
        figures.put("live heap of a delivering JVM, largest, MB", largest);
        figures.put("dead rows of submissions, largest", dead);
        figures.put("automatic vacuums of submissions", (double) count(
                "select autovacuum_count from pg_stat_user_tables" + " where relname = 'kyc_sharing_submission'"));
    }

    /** A loading process is killed at a part of the rows; another one reads them again and continues. */
    private void restart(int percent) {
        long part = (long) rows * percent / 100;
        List<String> loading =
                List.of(with("--worker.backfill=" + rows, "--kyc-sharing.submissions.delivery.enabled=false"));
        try (WorkerProcess killed = start(loading)) {
            await().atMost(Duration.ofMinutes(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> stored() >= part);
            killed.kill();
        }
        long stored = stored();
        try (ConfigurableApplicationContext next =
                Worker.run(with("--kyc-sharing.submissions.delivery.enabled=false"))) {
            AtomicLong passed = new AtomicLong();
            long begin = System.nanoTime();
            BackfillSource all = Worker.customers(rows);
            BackfillSource observed = () -> all.open().peek((BackfillRow row) -> {
                if (row.position() == stored + 1) {
                    passed.set(System.nanoTime() - begin);
                }
            });
            next.getBean(KycBackfills.class).run(BackfillPlan.of(Worker.CLIENT, Worker.BACKFILL), observed);
            figures.put("killed at " + percent + " %: seconds until the next run passes that row", passed.get() / 1e9);
        }
        figures.put("killed at " + percent + " %: rows lost or doubled", (double) Math.abs(rows - stored()));
    }

    private long stored() {
        // The table is there as soon as the first process has started.
        return count("select count(*) from kyc_sharing_submission");
    }

    private void sizes(String when) {
        for (String table : TABLES) {
            figures.put(
                    table + " when " + when + ", MB",
                    count("select pg_total_relation_size('kyc_sharing_" + table + "')") / 1e6);
        }
    }

    private WorkerProcess start(List<String> arguments) {
        return WorkerProcess.start(directory.resolve("worker-" + workers++ + ".log"), JAVA, arguments);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() throws IOException {
        pool.close();
        postgres.close();
        exchange.close();
    }
}
