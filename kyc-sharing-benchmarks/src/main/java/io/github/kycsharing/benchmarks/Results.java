package io.github.kycsharing.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All results of one machine. A part that was not measured is null.
 *
 * @param environment the machine and its software
 * @param jmh the scores of JMH, one row for each benchmark and its parameters
 * @param load throughput and latency, one row for each scenario and variant; including {@link Options.Part#SIZE}
 * @param heap bytes of heap for each call that waits for its response, one row for each number of calls
 * @param start milliseconds from {@code main} on, one row for each kind of application
 */
record Results(Environment environment, List<Jmh> jmh, List<Load> load, List<Heap> heap, List<Start> start) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * The machine and its software.
     *
     * @param java version and vendor
     * @param libraries versions by name
     */
    record Environment(String cpu, int cores, int memoryGiB, String os, String java, Map<String, String> libraries) {}

    /**
     * One benchmark, once for each round: the score of JMH and the bytes that one operation allocates.
     */
    record Jmh(
            String benchmark, Map<String, String> parameters, String unit, List<Double> scores, List<Double> bytes) {}

    /** One variant in one scenario, round by round. */
    record Load(Scenario scenario, Variant variant, List<Round> rounds) {}

    /**
     * The load of a comparison.
     *
     * @param part the part that it belongs to, load or size
     */
    record Scenario(Options.Part part, int callers, int delayMillis, boolean tls, int bytes) {}

    /** One variant in one round. */
    record Round(double perSecond, double p50Micros, double p99Micros) {}

    /** Heap for each call in flight, round by round. */
    record Heap(int calls, Variant variant, List<Double> bytesPerCall) {}

    /**
     * The start of an application.
     *
     * @param application {@code empty}, {@code starter}, or {@code starter, no warm-up}
     * @param startMillis from main until the context has started, for each process
     * @param firstCallMillis the first call after the warm-up
     * @param steadyCallMillis the median of many calls after it
     */
    record Start(
            String application,
            List<Double> startMillis,
            List<Double> firstCallMillis,
            List<Double> steadyCallMillis) {}

    static Results none(Environment environment) {
        return new Results(environment, List.of(), List.of(), List.of(), List.of());
    }

    static @Nullable Results read(Path json) throws IOException {
        return Files.exists(json) ? JSON.readValue(Files.readAllBytes(json), Results.class) : null;
    }

    void write(Path json) throws IOException {
        Path folder = json.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(json, JSON.writeValueAsString(this) + "\n");
    }
}
