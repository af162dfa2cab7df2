package io.github.kycsharing.submissions.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures for a moment in a build, and checks that there are figures, but not their values. With
 * {@code -Dkyc-sharing.benchmarks.rows=200000} it measures, and writes the page.
 */
@Timeout(3_600)
class SubmissionBenchmarkTest {
    private static final int ROWS = Integer.getInteger("kyc-sharing.benchmarks.rows", 0);
    private static final int SUBMISSIONS = Integer.getInteger("kyc-sharing.benchmarks.submissions", 5_000);
    private static final String ONE_JVM = "state machine, steps/s, 1 JVM";
    private static final String BESIDE_MANY = "state machine beside many future rows, steps/s, 1 JVM";
    private static final String BEGIN = "<!-- generated: figures -->\n";
    private static final String END = "<!-- end -->\n";

    @TempDir
    private Path directory;

    @Test
    void everyPartHasFigures() throws Exception {
        boolean measures = ROWS > 0;
        try (SubmissionBenchmark benchmark = new SubmissionBenchmark(
                measures ? ROWS : 300, measures ? SUBMISSIONS : 60, Duration.ofSeconds(measures ? 20 : 1), directory)) {
            benchmark.run();
            print(benchmark.figures);
            assertThat(benchmark.figures).hasSize(12);
            assertThat(benchmark.figures.values()).allMatch(figure -> figure >= 0);
            if (measures) {
                write(benchmark.figures);
            }
        }
    }

    private static void write(Map<String, Double> figures) throws IOException {
        Path file = Path.of(System.getProperty("kyc-sharing.docs"), "performance-submissions.md");
        String page = Files.readString(file);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(file, page.substring(0, begin) + table(figures) + page.substring(page.indexOf(END)));
    }

    private static String table(Map<String, Double> figures) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "Measured with %,d rows and %,d submissions.%n%n| | |%n|---|---:|%n", ROWS, SUBMISSIONS));
        figures.forEach((name, figure) -> table.append(String.format(Locale.ROOT, "| %s | %,.1f |%n", name, figure)));
        ratio(table, figures, "state machine against engine alone", ONE_JVM, "engine alone, executions/s");
        ratio(table, figures, "two JVMs against one", "state machine, steps/s, 2 JVMs", ONE_JVM);
        ratio(table, figures, "beside many future rows against few", BESIDE_MANY, ONE_JVM);
        return table.toString();
    }

    private static void ratio(
            StringBuilder table, Map<String, Double> figures, String name, String figure, String against) {
        double ratio = Objects.requireNonNull(figures.get(figure)) / Objects.requireNonNull(figures.get(against));
        table.append(String.format(Locale.ROOT, "| **%s** | **%.2f** |%n", name, ratio));
    }

    @SuppressWarnings("SystemOut") // the figures of the run
    private static void print(Map<String, Double> figures) {
        figures.forEach((name, figure) -> System.out.printf(Locale.ROOT, "%s: %.2f%n", name, figure));
    }
}
