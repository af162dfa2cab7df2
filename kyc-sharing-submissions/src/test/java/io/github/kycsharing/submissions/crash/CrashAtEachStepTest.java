package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ends or stops a process at a certain step of an execution. */
@Timeout(180)
class CrashAtEachStepTest {
    /** All steps of an execution, in their order. */
    private static final List<String> STEPS =
            List.of("refresh", "begin", "call", "deliver", "record", "signal", "end", "query");

    @TempDir
    private Path directory;

    private final String url = TestDatabase.POSTGRESQL.create();
    private final String keyset = KycKeysets.generate();

    @Test
    void submissionIsImportedWhateverStepTheProcessEndsAt() throws Exception {
        try (KycExchangeSimulator exchange = exchange();
                HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
                ConfigurableApplicationContext submitter =
                        Instances.submitter(Instances.properties(exchange, url, keyset))) {
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql(Worker.EFFECTS).update();
            KycSubmissions submissions = submitter.getBean(KycSubmissions.class);
            Map<String, String> properties = Instances.properties(exchange, url, keyset);
            // The crashes take longer than the doubt may last elsewhere.
            properties.put("kyc-sharing.submissions.delivery.resume-within", "1h");
            properties.put("kyc-sharing.submissions.delivery.unresolved-after", "1h");
            List<KycSubmission> submitted = new ArrayList<>();
            for (String step : STEPS) {
                submitted.add(submissions.submit("default", TestRecords.standard("c-" + step)));
                WorkerProcess worker =
                        WorkerProcess.start(directory, step, Instances.with(properties, "crash.step", step));
                await().atMost(Duration.ofSeconds(30)).until(() -> !worker.isAlive());
            }
            WorkerProcess survivor = WorkerProcess.start(directory, "survivor", properties);
            try {
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(submitted)
                        .allSatisfy(one -> assertThat(
                                        submissions.find(one.id()).orElseThrow().state())
                                .isEqualTo(SubmissionState.IMPORTED)));
            } finally {
                survivor.kill();
            }
            Outcomes outcomes = Outcomes.of(jdbc, exchange.ledger());
            assertThat(outcomes.mislabelled()).isEmpty();
            assertThat(outcomes.doubled()).isEmpty();
            assertThat(outcomes.accepted()).isEqualTo(STEPS.size());
        }
    }

    @Test
    void stoppedProcessThatGoesOnSendsAndOverwritesNothing() throws Exception {
        try (KycExchangeSimulator exchange = exchange();
                HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
                ConfigurableApplicationContext submitter =
                        Instances.submitter(Instances.properties(exchange, url, keyset))) {
            JdbcClient.create(pool).sql(Worker.EFFECTS).update();
            KycSubmissions submissions = submitter.getBean(KycSubmissions.class);
            Map<String, String> properties = Instances.properties(exchange, url, keyset);
            KycSubmission submitted = submissions.submit("default", TestRecords.standard("c-1"));
            WorkerProcess stopped =
                    WorkerProcess.start(directory, "stopped", Instances.with(properties, "stop.step", "deliver"));
            await().atMost(Duration.ofSeconds(30)).until(() -> state(submissions, submitted) == SubmissionState.SENDING);
            WorkerProcess other = WorkerProcess.start(directory, "other", properties);
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> state(submissions, submitted) == SubmissionState.IMPORTED);
                KycSubmission imported = submissions.find(submitted.id()).orElseThrow();
                int requests = exchange.journal().size();

                Signal.CONT.send(stopped.pid());
                // Its own work goes on again: a new submission is delivered after the other one is gone.
                other.kill();
                KycSubmission next = submissions.submit("default", TestRecords.standard("c-2"));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> state(submissions, next) == SubmissionState.IMPORTED);

                assertThat(submissions.find(submitted.id())).contains(imported);
                assertThat(exchange.journal().requests().stream()
                                .skip(requests)
                                .filter(request -> request.requestNo().equals(submitted.requestNo())))
                        .isEmpty();
            } finally {
                stopped.kill();
                other.kill();
            }
        }
    }

    private static SubmissionState state(KycSubmissions submissions, KycSubmission submission) {
        return submissions.find(submission.id()).orElseThrow().state();
    }

    private static KycExchangeSimulator exchange() {
        return KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Instances.KEY, Instances.SECRET))
                .start();
    }
}
