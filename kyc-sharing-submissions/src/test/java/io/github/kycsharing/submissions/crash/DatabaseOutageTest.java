package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The database ends in the middle of deliveries, and comes back. */
@Timeout(180)
class DatabaseOutageTest {
    private static final int SUBMISSIONS = 60;

    @TempDir
    private Path directory;

    @Test
    void deliveryGoesOnAfterTheDatabaseIsBack() throws Exception {
        EmbeddedPostgres database = postgres(0);
        int port = database.getPort();
        try (KycExchangeSimulator exchange = KycExchangeSimulator.builder()
                .entity(ExchangeEntity.standard(Worker.ENTITY, Worker.SECRET))
                .start()) {
            List<String> properties = new ArrayList<>(
                    Worker.properties(exchange, database.getJdbcUrl("postgres", "postgres"), KycKeysets.generate()));
            properties.addAll(
                    List.of("--spring.datasource.hikari.connection-timeout=1000", "--logging.level.root=off"));
            try (ConfigurableApplicationContext instance = Worker.run(properties.toArray(String[]::new))) {
                KycSubmissions submissions = instance.getBean(KycSubmissions.class);
                List<KycSubmission> submitted = new ArrayList<>();
                for (int number = 0; number < SUBMISSIONS; number++) {
                    submitted.add(submissions.submit("default", TestRecords.standard("c" + number)));
                }
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> exchange.journal().size() > SUBMISSIONS / 4);
                database.close();
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                database = postgres(port);

                await().atMost(Duration.ofSeconds(90))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(submitted)
                                .allSatisfy(one -> assertThat(submissions
                                                .find(one.id())
                                                .orElseThrow()
                                                .state())
                                        .isEqualTo(SubmissionState.IMPORTED)));
                assertThat(exchange.ledger().values())
                        .hasSize(SUBMISSIONS)
                        .allMatch(entry -> entry.acceptedTimes() == 1);
            }
        } finally {
            database.close();
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }
}
