package io.github.kycsharing.submissions.crash;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.engine.DbSchedulerEngine;
import io.github.kycsharing.submissions.internal.engine.EngineOptions;
import io.github.kycsharing.submissions.internal.engine.Polls;
import io.github.kycsharing.submissions.internal.engine.Retention;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures submissions on a PostgreSQL with fsync. The exchange and the database run on the same processors. */
final class SubmissionBenchmark implements AutoCloseable {
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx512m");
    private static final int BATCH = 1_000;
    private static final int FEW = 10_000;

    /** Figures by their names, in the order of the measurements. */
    final Map<String, Double> figures = new LinkedHashMap<>();

    private final int rows;
    private final int submissions;
    private final Duration idle;
    private final Path directory;
    private final QuickExchange exchange = new QuickExchange();
    private final EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
    private final HikariDataSource pool = TestDatabase.POSTGRESQL.connect(postgres.getJdbcUrl("postgres", "postgres"));
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final SubmissionRows stored = new SubmissionRows(jdbc);
    private final List<String> properties = new ArrayList<>(
            Worker.properties(exchange.baseUrl(), postgres.getJdbcUrl("postgres", "postgres"), KycKeysets.generate()));
    private int customers;
    private int workers;

    SubmissionBenchmark(int rows, int submissions, Duration idle, Path directory) throws IOException {
        this.rows = rows;
        this.submissions = submissions;
        this.idle = idle;
        this.directory = directory;
        // What an application has that sets nothing.
        properties.removeIf(property -> property.startsWith("--kyc-sharing.submissions.delivery.")
                || property.startsWith("--kyc-sharing.submissions.engine."));
        properties.add("--worker.listener=false");
    }

    void run() throws Exception {
        try (ConfigurableApplicationContext storing = context("--kyc-sharing.submissions.delivery.enabled=false")) {
            KycSubmissions commands = storing.getBean(KycSubmissions.class);
            enqueue(commands, Math.min(submissions, 2 * BATCH)); // warm-up
            figures.put("enqueued/s, 1,000 in a transaction", enqueue(commands, submissions));
            figures.put("enqueued/s, one in a transaction", enqueueSingly(commands, submissions / 10));
            jdbc.sql("truncate kyc_sharing_submission cascade").update();
            figures.put("engine alone, executions/s", engineAlone());
            stored.addFuture(Math.min(FEW, rows));
            figures.put("state machine, steps/s, 1 JVM", drain(commands, 1));
            figures.put("state machine, steps/s, 2 JVMs", drain(commands, 2));
            heap("live heap of an idle JVM, MB");
            stored.addFuture(rows);
            figures.put("state machine beside many future rows, steps/s, 1 JVM", drain(commands, 1));
            storing.getBean(KycLanes.class).pause(Worker.CLIENT, new Intervention("benchmark", "idle"));
            stored.addQueued(rows);
            heap("live heap of an idle JVM with many queued rows, MB");
            jdbc.sql("delete from kyc_sharing_submission where state = 'QUEUED'")
                    .update();
            storing.getBean(KycLanes.class).resume(Worker.CLIENT, new Intervention("benchmark", "idle"));
        }
        latency();
    }

    private ConfigurableApplicationContext context(String... more) {
        List<String> all = new ArrayList<>(properties);
        all.addAll(Arrays.asList(more));
        return Worker.run(all.toArray(String[]::new));
    }

    private ShareKycRequest next() {
        return ShareKycRequest.of(TestRecords.standard("B-" + customers++));
    }

    private double enqueue(KycSubmissions commands, int number) {
        double seconds = 0;
        for (int done = 0; done < number; done += BATCH) {
            List<ShareKycRequest> requests = IntStream.range(0, Math.min(BATCH, number - done))
                    .mapToObj(i -> next())
                    .toList();
            long begin = System.nanoTime();
            commands.submitAll(Worker.CLIENT, requests);
            seconds += secondsSince(begin);
        }
        return number / seconds;
    }

    private double enqueueSingly(KycSubmissions commands, int number) {
        List<ShareKycRequest> requests =
                IntStream.range(0, number).mapToObj(i -> next()).toList();
        long begin = System.nanoTime();
        requests.forEach(request -> commands.submit(Worker.CLIENT, request));
        return number / secondsSince(begin);
    }

    /** The same engine with a handler that does nothing. */
    private double engineAlone() {
        TransactionTemplate tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        DbSchedulerEngine engine = new DbSchedulerEngine(
                pool,
                TestDatabase.PREFIX,
                tx,
                new DatabaseClock(Clock.systemUTC()),
                () -> Set.of(Worker.ENTITY),
                new JdbcSubmissionStore(pool, TestDatabase.PREFIX),
                TestCustomers.data(pool, TestDatabase.PREFIX),
                new Retention(Duration.ofDays(7), Duration.ofDays(365)),
                EngineOptions.DEFAULTS,
                () -> (entity, id, pickedAt) -> Optional.empty(),
                () -> entity -> 0,
                () -> {},
                Polls.NONE);
        Clock clock = Clock.systemUTC();
        tx.executeWithoutResult(status -> IntStream.range(0, 2 * submissions)
                .forEach(i -> engine.arm(Worker.ENTITY, UUID.randomUUID(), clock.instant())));
        engine.start();
        try {
            return perSecond(() -> 2L * submissions - count("select count(*) from kyc_sharing_task"), 2L * submissions);
        } finally {
            engine.stop();
        }
    }

    private double drain(KycSubmissions commands, int jvms) {
        jdbc.sql("delete from kyc_sharing_submission where request_no not like 'F-%'")
                .update();
        enqueue(commands, submissions);
        long before = exchange.calls.get();
        List<WorkerProcess> running = new ArrayList<>();
        try {
            for (int i = 0; i < jvms; i++) {
                running.add(start());
            }
            return perSecond(() -> exchange.calls.get() - before, 2L * submissions);
        } finally {
            running.forEach(WorkerProcess::close);
        }
    }

    private WorkerProcess start() {
        return WorkerProcess.start(directory.resolve("worker-" + workers++ + ".log"), JAVA, properties);
    }

    /** Between a fifth and nine tenths of the work, so that neither start nor end count. */
    private static double perSecond(LongSupplier done, long all) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> done.getAsLong() >= all / 5);
        long from = done.getAsLong();
        long begin = System.nanoTime();
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> done.getAsLong() >= all * 9 / 10);
        return (done.getAsLong() - from) / secondsSince(begin);
    }

    /** Also the processor time of that JVM and of the database while nothing is due. */
    private void heap(String name) throws IOException, InterruptedException {
        try (WorkerProcess worker = start()) {
            worker.awaitLine(Worker.READY);
            await().pollDelay(idle.dividedBy(2)).atMost(Duration.ofMinutes(5)).until(() -> true);
            List<Long> processes = new ArrayList<>(new PostgresProcesses(pool).all());
            processes.add(worker.pid());
            Duration before = processorTime(processes);
            await().pollDelay(idle).atMost(Duration.ofMinutes(5)).until(() -> true);
            Duration used = processorTime(processes).minus(before);
            figures.put(name, worker.liveBytes() / 1e6);
            figures.put(
                    name.replaceFirst("live heap of an idle JVM", "processor time of an idle JVM and the database")
                            .replace("MB", "%"),
                    100.0 * used.toMillis() / idle.toMillis());
        }
    }

    private static Duration processorTime(List<Long> processes) {
        return processes.stream()
                .map(ProcessHandle::of)
                .flatMap(Optional::stream)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** From the return of submit, which has committed, until the first byte of the request, in one JVM that is idle otherwise. */
    private void latency() {
        int samples = Math.max(5, Math.min(200, submissions / 10));
        double[] millis = new double[samples];
        try (ConfigurableApplicationContext delivering = context()) {
            KycSubmissions commands = delivering.getBean(KycSubmissions.class);
            for (int i = -samples / 4; i < samples; i++) {
                KycSubmission submission = commands.submit(Worker.CLIENT, next());
                long committed = System.nanoTime();
                await().pollInterval(Duration.ofMillis(10))
                        .until(() -> exchange.arrivals.containsKey(submission.requestNo()));
                if (i >= 0) {
                    millis[i] =
                            (Objects.requireNonNull(exchange.arrivals.get(submission.requestNo())) - committed) / 1e6;
                }
            }
        }
        Arrays.sort(millis);
        figures.put("from the commit to the first byte, p50, ms", millis[samples / 2]);
        figures.put("from the commit to the first byte, p99, ms", millis[samples * 99 / 100]);
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
