package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two instances on one PostgreSQL, which are ended with SIGKILL at random moments and started again, against an exchange with faults of
 * every kind. At the end each submission is compared with the exchange's ledger.
 */
@Timeout(1800)
class CrashSoakTest {
    private static final int SUBMISSIONS = Integer.getInteger("kyc-sharing.crash.submissions", 300);
    private static final int KILLS = Integer.getInteger("kyc-sharing.crash.kills", 3);
    private static final long SEED = Long.getLong("kyc-sharing.crash.seed", 20_261_128);
    private static final double FAULT_RATE = 0.3;

    private static final Fault[] FAULTS = {
        Fault.RESET_BEFORE_PROCESSING,
        Fault.RESET_AFTER_PROCESSING,
        Fault.CLOSE_BEFORE_PROCESSING,
        Fault.CLOSE_AFTER_PROCESSING,
        Fault.HALF_RESPONSE,
        Fault.GARBAGE,
        Fault.EMPTY_BODY,
        Fault.TOO_MANY_REQUESTS,
        Fault.FORBIDDEN,
        Fault.HTTP_502.afterProcessing(),
        Fault.HTTP_503,
        Fault.SYSTEM_ERROR,
        Fault.SYSTEM_ERROR_NUMBER_USED_UP,
        Fault.code("10040102"),
        Fault.stallBeforeHeaders(Duration.ofMillis(400)),
        Fault.stallAfterHeaders(Duration.ofMillis(400)),
    };

    private static final List<String> OPEN = Arrays.stream(SubmissionState.values())
            .filter(state -> !state.isTerminal() && state != SubmissionState.UNRESOLVED)
            .map(SubmissionState::name)
            .toList();

    @TempDir
    private Path directory;

    /** Without share status its query says nothing, as an exchange without it would. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsLostDoubledOrMislabelled(boolean shareStatus) throws Exception {
        String url = TestDatabase.POSTGRESQL.create();
        String keyset = KycKeysets.generate();
        List<WorkerProcess> workers = new ArrayList<>();
        try (KycExchangeSimulator exchange = exchange(shareStatus);
                HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
                ConfigurableApplicationContext submitter = submitter(properties(exchange, url, keyset))) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql(Worker.EFFECTS).update();
            try {
                workers.add(WorkerProcess.start(directory, "a", properties(exchange, url, keyset)));
                workers.add(WorkerProcess.start(directory, "b", properties(exchange, url, keyset)));
                submit(submitter.getBean(KycSubmissions.class));
                kill(workers, jdbc);
                await().atMost(Duration.ofMinutes(10))
                        .pollInterval(Duration.ofMillis(250))
                        .untilAsserted(() -> assertThat(open(jdbc)).isZero());
                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertThat(unpublished(jdbc)).isZero());
            } finally {
                for (WorkerProcess worker : workers) {
                    worker.kill();
                }
            }
            report(shareStatus, jdbc, exchange);
            check(jdbc, exchange);
        }
    }

    private static KycExchangeSimulator exchange(boolean shareStatus) {
        KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard("BROKERKEY", "s3cret"))
                .importDelay(Duration.ofMillis(500))
                .seed(SEED)
                .start();
        exchange.faults().atRandom(FAULT_RATE, FAULTS);
        if (!shareStatus) {
            exchange.faults().forCall(ReceivedRequest.Call.SHARE_STATUS_QUERY).always(Fault.code("10040005"));
        }
        for (int number = 0; number < SUBMISSIONS; number += 7) {
            exchange.imports().failNextOfCustomer("c" + number, "The document is unreadable");
        }
        return exchange;
    }

    private static Map<String, String> properties(KycExchangeSimulator exchange, String url, String keyset) {
        Map<String, String> properties = new HashMap<>(Worker.QUICK);
        properties.put("kyc-sharing.base-url", exchange.baseUrl());
        properties.put("kyc-sharing.biz-entity-key", "BROKERKEY");
        properties.put("kyc-sharing.secret", "s3cret");
        properties.put("kyc-sharing.submissions.encryption.keyset", keyset);
        properties.put("spring.datasource.url", url);
        properties.put("spring.datasource.username", "postgres");
        return properties;
    }

    /** An instance that only stores. */
    private static ConfigurableApplicationContext submitter(Map<String, String> properties) {
        SpringApplication application = new SpringApplication(Worker.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        Map<String, Object> own = new HashMap<>(properties);
        own.put("kyc-sharing.submissions.delivery.enabled", "false");
        application.setDefaultProperties(own);
        return application.run();
    }

    /** Half of the numbers are the caller's. */
    private static void submit(KycSubmissions submissions) {
        for (int number = 0; number < SUBMISSIONS; number++) {
            String requestNo = number % 2 == 0 ? null : "R-" + number;
            submissions.submit(
                    "default",
                    ShareKycRequest.builder()
                            .requestNo(requestNo)
                            .kycInfo(TestRecords.standard("c" + number))
                            .build());
        }
    }

    /** Spreads the kills over the delivery: each when another part of the submissions has ended. */
    private static void kill(List<WorkerProcess> workers, JdbcClient jdbc) throws Exception {
        Random random = new Random(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            long remaining = Math.round(SUBMISSIONS * (1 - 0.8 * kill / (KILLS + 1)));
            WorkerProcess worker = workers.get(random.nextInt(workers.size()));
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(20)).until(() -> worker.isReady()
                    && worker.isAlive()
                    && open(jdbc) <= remaining);
            Duration moment = Duration.ofMillis(random.nextInt(300));
            await().pollDelay(moment).until(() -> true);
            worker.kill();
            worker.restart();
        }
    }

    private static long open(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from kyc_sharing_submission where state in (:open)")
                .param("open", OPEN)
                .query(Long.class)
                .single();
    }

    private static long unpublished(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from kyc_sharing_submission_event where publish_shard is not null")
                .query(Long.class)
                .single();
    }

    private static void report(boolean shareStatus, JdbcClient jdbc, KycExchangeSimulator exchange) {
        Outcomes outcomes = Outcomes.of(jdbc, exchange.ledger());
        System.out.printf(
                "Crash soak: %d submissions, %d kills, seed %d, %s share status: %s; %d requests on the wire;"
                        + " lost %d, doubled %d, mislabelled %d, unresolved %d (%.1f %%)%n",
                SUBMISSIONS,
                KILLS,
                SEED,
                shareStatus ? "with" : "without",
                outcomes.counts(),
                exchange.journal().size(),
                SUBMISSIONS - outcomes.total(),
                outcomes.doubled().size(),
                outcomes.mislabelled().size(),
                outcomes.unresolved(),
                100.0 * outcomes.unresolved() / SUBMISSIONS);
    }

    private static void check(JdbcClient jdbc, KycExchangeSimulator exchange) {
        Outcomes outcomes = Outcomes.of(jdbc, exchange.ledger());
        assertThat(outcomes.total()).isEqualTo(SUBMISSIONS);
        assertThat(outcomes.mislabelled()).isEmpty();
        assertThat(outcomes.doubled()).isEmpty();
        assertThat(outcomes.accepted()).isLessThanOrEqualTo(SUBMISSIONS);
        assertThat(outcomes.counts().keySet()).doesNotContain(SubmissionState.QUARANTINED);
        assertThat(effects(jdbc)).isEqualTo(published(jdbc));
    }

    /** What the listener wrote: a repeated effect would be a second entry. */
    private static List<String> effects(JdbcClient jdbc) {
        return jdbc.sql("select event_id, submission_id, state from effect order by event_id")
                .query((result, number) ->
                        result.getLong(1) + " " + result.getString(2) + " " + result.getString(3))
                .list();
    }

    private static List<String> published(JdbcClient jdbc) {
        return jdbc.sql("select id, submission_id, state from kyc_sharing_submission_event"
                        + " where published_at is not null order by id")
                .query((result, number) ->
                        result.getLong(1) + " " + result.getString(2) + " " + result.getString(3))
                .list()
                .stream()
                .collect(Collectors.toList());
    }
}
