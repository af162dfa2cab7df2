package io.github.kycsharing.submissions.crash;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The exchange, the database, two workers, and what happens to them. */
final class CrashSoak implements AutoCloseable {
    private static final Duration END = Duration.ofMinutes(15);
    private static final String SAYS_NOTHING =
            "{\"code\":\"000000\",\"message\":\"success\",\"data\":null,\"success\":true}";
    /** Open, and not waiting behind a submission that needs a person. */
    private static final String OPEN = "select count(*) from kyc_sharing_submission s where s.ended_at is null"
            + " and s.state <> 'UNRESOLVED' and not (s.state = 'QUEUED' and exists (select 1 from kyc_sharing_submission u"
            + " where u.entity_customer_id = s.entity_customer_id and u.state = 'UNRESOLVED'))";

    private final SplittableRandom random;
    private final int submissions;
    private final KycExchangeSimulator exchange;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final PostgresProcesses postgres;
    private final List<List<String>> properties = new ArrayList<>();
    private final WorkerProcess[] workers = new WorkerProcess[2];
    private final Path directory = Files.createTempDirectory("crash-soak");
    private final long begin = System.nanoTime();
    private int orders;
    private int starts;
    private int kills;
    private int stops;
    private int databaseStops;
    private int cuts;

    CrashSoak(long seed, int submissions, boolean shareStatus, Fault... faults) throws IOException {
        this.random = new SplittableRandom(seed);
        this.submissions = submissions;
        this.exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
                .seed(seed)
                .importDelay(Duration.ofMillis(1_200))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)))
                .start();
        exchange.faults().atRandom(0.3, faults);
        if (!shareStatus) {
            exchange.faults()
                    .forCall(Call.SHARE_STATUS_QUERY)
                    .always(Fault.response(200, "application/json", SAYS_NOTHING.getBytes(StandardCharsets.UTF_8)));
        }
        String url = TestDatabase.POSTGRESQL.create();
        this.pool = TestDatabase.POSTGRESQL.connect(url);
        this.jdbc = JdbcClient.create(pool);
        this.postgres = new PostgresProcesses(pool);
        EffectListener.createTables(pool);
        String keyset = KycKeysets.generate();
        for (String ahead : List.of("2m", "-2m")) {
            List<String> all = new ArrayList<>(Worker.properties(exchange, url, keyset));
            all.addAll(List.of(
                    "--worker.clock-ahead=" + ahead,
                    "--worker.takes-orders=true",
                    "--kyc-sharing.read-timeout=400ms",
                    "--worker.listener-failures=0.03",
                    "--spring.datasource.hikari.connection-timeout=5000",
                    "--kyc-sharing.submissions.delivery.resume-within=3s",
                    "--kyc-sharing.submissions.delivery.unresolved-after=4s",
                    "--kyc-sharing.submissions.delivery.confirm-within=" + (shareStatus ? "30s" : "3s")));
            properties.add(all);
        }
    }

    void run(int killsToDo) throws IOException {
        start(0);
        start(1);
        for (int i = 0; i < killsToDo; i++) {
            order(submissions * (i + 1) / (killsToDo + 1));
            int victim = random.nextInt(2);
            workers[victim].awaitLine(Worker.READY);
            pause(200, 1_800);
            disturb(i, 1 - victim);
            workers[victim].kill();
            kills++;
            start(victim);
        }
        order(submissions);
        await().atMost(END)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> count("select count(*) from broker_order where submission_id is null") == 0
                        && count(OPEN) == 0
                        && count("select count(*) from kyc_sharing_submission_event where published_at is null") == 0);
    }

    private void disturb(int round, int other) {
        switch (round % 3) {
            case 0 -> {
                postgres.stop();
                pause(500, 2_000);
                postgres.resume();
                databaseStops++;
            }
            case 1 -> { // longer than the claim, and long enough to count as dead at times
                workers[other].stop();
                pause(2_500, 7_500);
                workers[other].resume();
                stops++;
            }
            default -> {
                jdbc.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where datname = current_database() and pid <> pg_backend_pid()")
                        .query(Long.class)
                        .single();
                cuts++;
            }
        }
    }

    /** Every fifth record has a number of the broker's, and so has the second record of a customer. A tenth of the imports fail. */
    private void order(int upTo) {
        int customers = submissions * 4 / 5;
        for (; orders < upTo; orders++) {
            String customer = "C-" + orders % customers;
            boolean numbered = orders % 5 == 0 || orders >= customers;
            if (orders % 10 == 3) {
                exchange.imports().failNextOfCustomer(customer, "the document is not readable");
            }
            jdbc.sql("insert into broker_order (id, customer, request_no) values (?, ?, nullif(?, ''))")
                    .params(orders, customer, numbered ? "ORDER-" + orders : "")
                    .update();
        }
    }

    private void start(int worker) {
        Path log = directory.resolve("worker-" + worker + "-" + starts++ + ".log");
        workers[worker] = WorkerProcess.start(log, properties.get(worker));
    }

    private void pause(int fromMillis, int toMillis) {
        Duration pause = Duration.ofMillis(random.nextInt(fromMillis, toMillis));
        await().pollDelay(pause).atMost(pause.plusSeconds(30)).until(() -> true);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    SoakOutcome outcome() {
        return SoakOutcome.of(jdbc, exchange, submissions);
    }

    String chaos() {
        return "; in %d s with %d kills, %d processes stopped and continued, %d stops of the database, %d cuts of all connections"
                .formatted(Duration.ofNanos(System.nanoTime() - begin).toSeconds(), kills, stops, databaseStops, cuts);
    }

    @Override
    public void close() {
        postgres.resume();
        for (WorkerProcess worker : workers) {
            worker.close();
        }
        pool.close();
        exchange.close();
    }
}
