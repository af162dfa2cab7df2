package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Options.Part;
import io.github.kycsharing.benchmarks.Results.Environment;
import io.github.kycsharing.benchmarks.Results.Heap;
import io.github.kycsharing.benchmarks.Results.Jmh;
import io.github.kycsharing.benchmarks.Results.Load;
import io.github.kycsharing.benchmarks.Results.Scenario;
import io.github.kycsharing.benchmarks.Results.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Measures what it is told to, keeps the rest of the results as they are, and writes the page. */
public final class Benchmarks {
    private static final String[] SIZES = {"1600", "16000", "160000"};

    private final Options options;

    private Benchmarks(Options options) {
        this.options = options;
    }

    /**
     * Runs the benchmarks.
     *
     * @param args see docs/performance.md
     * @throws Exception if one of them fails
     */
    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        run(options);
        // OkHttp's idle threads would keep the process for another minute.
        System.exit(0);
    }

    static Results run(Options options) throws Exception {
        Results before = Results.read(options.json());
        Environment here = Machine.describe();
        // Figures of two machines, or of two versions, say nothing beside each other.
        Results kept = before != null && before.environment().equals(here) ? before : Results.none(here);
        Results results = new Benchmarks(options).measured(kept);
        results.write(options.json());
        Page.write(results, options.page());
        Progress.say("written: " + options.json() + ", " + options.page());
        return results;
    }

    private Results measured(Results kept) throws Exception {
        try (ServerProcess server = ServerProcess.start()) {
            return new Results(
                    kept.environment(),
                    jmh(kept.jmh()),
                    load(server, kept.load()),
                    heap(server, kept.heap()),
                    start(server, kept.start()));
        }
    }

    private List<Jmh> jmh(List<Jmh> kept) {
        JmhPart jmh = new JmhPart(options);
        List<Jmh> rows = new ArrayList<>();
        if (options.has(Part.PREPARE)) {
            Progress.say("rules, JSON and signature");
            rows.addAll(
                    jmh.run(PrepareBenchmark.class, "serialiseAndSign|validate|prepare|clientWithoutWire", Map.of()));
            String[] larger = options.forks() == 0 ? new String[] {"16000"} : new String[] {SIZES[1], SIZES[2]};
            rows.addAll(jmh.run(PrepareBenchmark.class, "clientWithoutWire", Map.of("bytes", larger)));
        } else {
            rows.addAll(which(kept, row -> !isCall(row)));
        }
        if (options.has(Part.CALL)) {
            Progress.say("a whole call");
            rows.addAll(jmh.run(CallBenchmark.class, ".*", Map.of()));
        } else {
            rows.addAll(which(kept, Benchmarks::isCall));
        }
        return rows;
    }

    private static boolean isCall(Jmh row) {
        return row.parameters().containsKey("tls");
    }

    private List<Load> load(ServerProcess server, List<Load> kept) throws Exception {
        LoadPart load = new LoadPart(options, server);
        List<Load> rows = new ArrayList<>();
        rows.addAll(
                options.has(Part.LOAD)
                        ? load.run(loads(), Variant.available())
                        : which(kept, row -> row.scenario().part() == Part.LOAD));
        rows.addAll(
                options.has(Part.SIZE)
                        ? load.run(sizes(), List.of(Variant.RAW, Variant.OURS))
                        : which(kept, row -> row.scenario().part() == Part.SIZE));
        return rows;
    }

    private static List<Scenario> loads() {
        return Stream.of(false, true)
                .flatMap(tls -> Stream.of(0, 20)
                        .flatMap(delay -> Stream.of(1, 8, 64)
                                .map(callers -> new Scenario(Part.LOAD, callers, delay, tls, SyntheticRecords.SMALL))))
                .toList();
    }

    private static List<Scenario> sizes() {
        return Stream.of(false, true)
                .flatMap(tls -> Stream.of(SyntheticRecords.SMALL, SyntheticRecords.LARGE)
                        .map(bytes -> new Scenario(Part.SIZE, 1, 0, tls, bytes)))
                .toList();
    }

    private List<Heap> heap(ServerProcess server, List<Heap> kept) throws Exception {
        if (!options.has(Part.HEAP)) {
            return kept;
        }
        return options.forks() == 0 ? new HeapPart(options, server).run(8) : new HeapPart(options, server).run(64, 512);
    }

    private List<Start> start(ServerProcess server, List<Start> kept) throws Exception {
        return options.has(Part.START) ? new StartPart(options, server).run() : kept;
    }

    private static <T> List<T> which(List<T> rows, Predicate<T> condition) {
        return rows.stream().filter(condition).toList();
    }
}
