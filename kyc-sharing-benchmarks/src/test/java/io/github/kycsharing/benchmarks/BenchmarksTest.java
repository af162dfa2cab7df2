package io.github.kycsharing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.benchmarks.Results.Load;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs all benchmarks for a moment. Checks that each part has results, but not their values. */
class BenchmarksTest {
    @Test
    void everyPartHasResults(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("performance.json");
        Results results = Benchmarks.run(
                Options.parse("--rounds", "1", "--seconds", "0.02", "--forks", "0", "--json", json.toString()));

        assertThat(results.jmh())
                .extracting(Results.Jmh::benchmark)
                .contains("serialiseAndSign", "validate", "prepare", "clientWithoutWire", "rawOkHttp", "share");
        assertThat(results.jmh()).allSatisfy(row -> {
            assertThat(row.scores()).hasSize(1).allMatch(score -> score > 0);
            assertThat(row.bytes()).hasSize(1).allMatch(bytes -> bytes > 0);
        });
        assertThat(results.load()).hasSize(2 * Variant.available().size() + 4 * 2);
        assertThat(results.load())
                .flatExtracting(Load::rounds)
                .hasSameSizeAs(results.load())
                .allSatisfy(round -> {
                    assertThat(round.perSecond()).isPositive();
                    assertThat(round.p50Micros()).isPositive().isLessThanOrEqualTo(round.p99Micros());
                });
        assertThat(results.heap()).hasSize(3);
        assertThat(results.start())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.startMillis()).hasSize(1));

        assertThat(Results.read(json)).isEqualTo(results);
        assertThat(Files.readString(directory.resolve("performance.md"))).contains(Page.render(results));
    }

    @Test
    void unmeasuredPartKeepsItsResults(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("performance.json");
        Results.Heap heap = new Results.Heap(64, Variant.RAW, List.of(1.0));
        new Results(Machine.describe(), List.of(), List.of(), List.of(heap), List.of()).write(json);
        Results results = Benchmarks.run(Options.parse(
                "--parts", "size", "--rounds", "1", "--seconds", "0.02", "--forks", "0", "--json", json.toString()));
        assertThat(results.heap()).containsExactly(heap);
        assertThat(results.load()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {SyntheticRecords.SMALL, SyntheticRecords.LARGE, 160_000})
    void syntheticRecordHasTheRequestedSize(int bytes) {
        assertThat(KycJson.write(SyntheticRecords.request(bytes))).hasSize(bytes);
    }
}
