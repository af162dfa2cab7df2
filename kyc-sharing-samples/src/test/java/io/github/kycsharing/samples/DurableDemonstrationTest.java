package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the console shows of durable submissions, also after the application ended in the middle. */
@ExtendWith(OutputCaptureExtension.class)
class DurableDemonstrationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void continuesAfterARestart(@TempDir Path directory, CapturedOutput output) throws IOException {
        try (ConfigurableApplicationContext first = start(directory, 6)) {
            await().atMost(PATIENCE).until(() -> output.getAll().contains("is DELIVERED"));
            assertThat(output).contains("stored     all records").doesNotContain("continued  ");
            assertThat(count(first, "select count(*) from customer")).isEqualTo(6);
        }
        assertThat(output).doesNotContain("ended      all");

        try (ConfigurableApplicationContext second = start(directory, 6)) {
            await().atMost(PATIENCE).until(() -> output.getAll().contains("ended      all"));
            assertThat(output)
                    .contains("continued  requestNo ")
                    .contains("customers of an earlier run have no API key yet")
                    .containsOnlyOnce("stored     ");
            assertThat(count(second, "select count(*) from customer")).isEqualTo(6);
            assertThat(count(second, "select count(*) from kyc_sharing_submission"))
                    .isEqualTo(6);
            await().atMost(PATIENCE)
                    .until(() -> count(second, "select count(*) from customer where kyc_state = 'QUEUED'") == 0);
            // Two of them are of the records of the other demonstration.
            await().atMost(PATIENCE).until(() -> count(second, "select count(*) from api_key") == 8);
            assertThat(second.getBean(ApiKeys.class).pending()).isEmpty();
        }
        assertThat(ReadmeTest.output())
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(output.getAll()).containsPattern(line));
        PersonalData.assertNoneIn(output.getAll());
    }

    private static long count(ConfigurableApplicationContext broker, String query) {
        return broker.getBean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    private static ConfigurableApplicationContext start(Path directory, int records) {
        return new SpringApplicationBuilder(BrokerApplication.class)
                .run(
                        "--server.port=0",
                        "--broker.directory=" + directory,
                        // The default of an application outside the tests.
                        "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("broker")
                                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                        "--broker.demonstration.records=" + records);
    }
}
