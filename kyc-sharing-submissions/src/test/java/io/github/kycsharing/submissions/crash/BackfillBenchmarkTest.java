package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Measures a back-fill, and prints the figures. It takes minutes, so no build runs it. */
@Timeout(7_200)
@EnabledIfSystemProperty(named = "kyc-sharing.benchmarks.backfill", matches = "[1-9][0-9]*")
class BackfillBenchmarkTest {
    private static final int ROWS = Integer.getInteger("kyc-sharing.benchmarks.backfill", 0);
    private static final int DELIVERED = Integer.getInteger("kyc-sharing.benchmarks.delivered", 5_000);
    private static final int LIMIT = Integer.getInteger("kyc-sharing.benchmarks.limit", 100);

    @TempDir
    private Path directory;

    @Test
    void everyPartHasFigures() throws Exception {
        try (BackfillBenchmark benchmark = new BackfillBenchmark(ROWS, DELIVERED, LIMIT, directory)) {
            benchmark.run();
            print(benchmark.figures);
            assertThat(benchmark.figures)
                    .containsEntry("killed at 10 %: rows lost or doubled", 0.0)
                    .containsEntry("killed at 50 %: rows lost or doubled", 0.0)
                    .containsEntry("killed at 90 %: rows lost or doubled", 0.0);
        }
    }

    @SuppressWarnings("SystemOut") // the figures of the run
    private static void print(Map<String, Double> figures) {
        figures.forEach((name, figure) -> System.out.printf(Locale.ROOT, "| %s | %,.1f |%n", name, figure));
    }
}
