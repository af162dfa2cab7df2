package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that was stopped for longer than its claim, and then goes on beside the one that took its work over. */
@Timeout(120)
class StoppedProcessTest {
    private static final String CUSTOMER = "C-1";

    private final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
            .start();
    private final String url = TestDatabase.POSTGRESQL.create();
    private final HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
    private final JdbcClient jdbc = JdbcClient.create(pool);
    private final List<String> properties = new ArrayList<>(Worker.properties(exchange, url, KycKeysets.generate()));

    @TempDir
    private Path directory;

    @BeforeEach
    void createTables() {
        EffectListener.createTables(pool);
    }

    @AfterEach
    void close() {
        pool.close();
        exchange.close();
    }

    @Test
    void processThatSleptBeforeItsCallSendsNothing() throws Exception {
        sleepAt("deliver:1", "2m", "-2m");
        assertThat(exchange.journal().ofCall(Call.SHARE)).hasSize(1);
    }

    @Test
    void processThatSleptAfterItsCallOverwritesNothing() throws Exception {
        sleepAt("record:1", "0s", "0s");
        // The other one resolved the lost response by a query.
        assertThat(exchange.journal().ofCall(Call.SHARE)).hasSize(1);
    }

    private void sleepAt(String step, String ahead, String aheadOfOther) throws Exception {
        List<String> sleeping = new ArrayList<>(properties);
        sleeping.addAll(
                List.of("--worker.submit=" + CUSTOMER, "--worker.stop-at=" + step, "--worker.clock-ahead=" + ahead));
        List<String> other = new ArrayList<>(properties);
        other.add("--worker.clock-ahead=" + aheadOfOther);
        try (WorkerProcess sleeper = WorkerProcess.start(directory.resolve("sleeper.log"), sleeping)) {
            await().atMost(Duration.ofSeconds(60)).until(sleeper::isStopped);
            try (WorkerProcess awake = WorkerProcess.start(directory.resolve("awake.log"), other)) {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(100))
                        .until(() -> state().equals("IMPORTED"));
                long version = version();
                sleeper.resume();
                await().during(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> {
                            assertThat(state()).isEqualTo("IMPORTED");
                            assertThat(version()).isEqualTo(version);
                        });
                assertThat(sleeper.isAlive()).as(sleeper.said()).isTrue();
                assertThat(awake.isAlive()).isTrue();
            }
        }
        assertThat(exchange.ledger().values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.acceptedTimes()).isOne());
    }

    private String state() {
        return jdbc.sql("select state from kyc_sharing_submission")
                .query(String.class)
                .single();
    }

    private long version() {
        return jdbc.sql("select version from kyc_sharing_submission")
                .query(Long.class)
                .single();
    }
}
