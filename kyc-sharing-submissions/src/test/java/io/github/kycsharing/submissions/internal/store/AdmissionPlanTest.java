package io.github.kycsharing.submissions.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** H2 keeps the plan of an empty table while a back-fill fills it: read by state, 3,000 queued rows took a minute and more. */
class AdmissionPlanTest {
    @Test
    void anEmptyTableIsReadByTheQueueAndByTheCustomer() {
        try (HikariDataSource pool = TestDatabase.H2.connect(TestDatabase.H2.create())) {
            String plan = plan(pool, new JdbcSubmissionStore(pool, TestDatabase.PREFIX).admissible(""));

            List<String> indexes = plan.lines()
                    .filter(line -> line.contains("/* PUBLIC."))
                    .map(line -> line.replaceAll(".*/\\* PUBLIC\\.|:.*", ""))
                    .toList();
            assertThat(indexes)
                    .containsExactly(
                            "KYC_SHARING_SUBMISSION_QUEUE",
                            "KYC_SHARING_SUBMISSION_CUSTOMER",
                            "KYC_SHARING_SUBMISSION_CUSTOMER");
        }
    }

    private static String plan(HikariDataSource pool, String sql) {
        return JdbcClient.create(pool)
                .sql("explain " + sql)
                .param("entity", "BROKERKEY")
                .param("queue", SubmissionStore.DAILY)
                .param("now", SubmissionColumns.utc(Instant.now()))
                .param("limit", 2)
                .query(String.class)
                .single();
    }
}
