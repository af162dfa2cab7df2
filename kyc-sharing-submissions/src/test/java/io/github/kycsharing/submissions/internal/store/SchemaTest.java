package io.github.kycsharing.submissions.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tablesAreCreatedOnceEvenByTwoInstances(TestDatabase database) throws Exception {
        try (HikariDataSource pool = database.connect(database.create())) {
            String prefix = "other_";
            Schema schema = new Schema(pool, prefix);
            assertThat(schema.version()).isEmpty();
            ExecutorService executor = Executors.newFixedThreadPool(2);
            try {
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<?>> instances = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    instances.add(executor.submit(() -> {
                        start.await();
                        new Schema(pool, prefix).create();
                        return null;
                    }));
                }
                for (Future<?> instance : instances) {
                    instance.get();
                }
            } finally {
                executor.shutdownNow();
            }
            schema.create();

            assertThat(schema.version()).hasValue(Schema.VERSION);
            assertThat(JdbcClient.create(pool)
                            .sql("select count(*) from other_submission")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }
}
