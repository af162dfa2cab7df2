package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.submissions.KycCustomers;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures how fast one instance queries the statuses of many tracked customers, all of them due at once. In a build there are few, and
 * only their number is checked; measure with {@code -Dkyc-sharing.benchmarks.tracked=100000}.
 */
@Timeout(3_600)
class TrackingBenchmarkTest {
    private static final int TRACKED = Integer.getInteger("kyc-sharing.benchmarks.tracked", 200);
    private static final int BATCH = 1_000;

    @Test
    void everybodyIsQueried() throws Exception {
        String url = TestDatabase.POSTGRESQL.create();
        try (QuickExchange exchange = new QuickExchange();
                HikariDataSource pool = TestDatabase.POSTGRESQL.connect(url);
                ConfigurableApplicationContext instance = instance(exchange, url)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            track(instance);
            long begin = System.nanoTime();
            await().atMost(Duration.ofMinutes(50))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> unpolled(jdbc) == 0);
            double seconds = (System.nanoTime() - begin) / 1e9;
            print(String.format(
                    Locale.ROOT,
                    "%d customers queried in %.1f s: %.0f queries per second",
                    TRACKED,
                    seconds,
                    exchange.calls.get() / seconds));
            assertThat(exchange.calls.get()).isGreaterThanOrEqualTo(TRACKED);
        }
    }

    private static long unpolled(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from kyc_sharing_customer where last_polled_at is null")
                .query(Long.class)
                .single();
    }

    private static void track(ConfigurableApplicationContext instance) {
        KycCustomers customers = instance.getBean(KycCustomers.class);
        TransactionTemplate tx = new TransactionTemplate(instance.getBean(PlatformTransactionManager.class));
        for (int from = 0; from < TRACKED; from += BATCH) {
            int begin = from;
            tx.executeWithoutResult(status -> IntStream.range(begin, Math.min(begin + BATCH, TRACKED))
                    .forEach(i -> customers.track(Worker.CLIENT, new CustomerIds("C-" + i, "main", "sub-" + i))));
        }
    }

    private static ConfigurableApplicationContext instance(QuickExchange exchange, String url) {
        List<String> properties = new ArrayList<>(Worker.properties(exchange.baseUrl(), url, KycKeysets.generate()));
        properties.addAll(List.of(
                "--worker.listener=false",
                "--kyc-sharing.tracking.initial-pause=6h",
                "--kyc-sharing.tracking.max-requests-per-second=1000",
                "--logging.level.root=off"));
        return Worker.run(properties.toArray(String[]::new));
    }

    @SuppressWarnings("SystemOut") // the figures of the run
    private static void print(String figures) {
        System.out.println(figures);
    }
}
