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

/** Runs the selected benchmarks, keeps the other results, and writes the page. */
public final class Benchmarks {
    private static final String[] LARGER = {"16000", "160000"};

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
        // OkHttp's idle threads would keep the process alive for another minute.
        System.exit(0);
    }

    static Results run(Options options) throws Exception {
        Results before = Results.read(options.json());
        Environment here = Machine.describe();
        // Results of different machines or versions are not comparable.
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
            int rounds = options.rounds();
            rows.addAll(jmh.run(PrepareBenchmark.class, ".*", rounds, 3, Map.of()));
            rows.addAll(jmh.run(PrepareBenchmark.class, "clientWithoutWire", rounds, 3, Map.of("bytes", LARGER)));
        } else {
            rows.addAll(which(kept, row -> !isCall(row)));
        }
        if (options.has(Part.CALL)) {
            Progress.say("a whole call");
            // Two processes must warm up here, so this takes long. The allocation hardly varies.
            rows.addAll(jmh.run(CallBenchmark.class, ".*", Math.min(2, options.rounds()), 6, calls()));
        } else {
            rows.addAll(which(kept, Benchmarks::isCall));
        }
        return rows;
    }

    private Map<String, String[]> calls() {
        return options.isSmoke() ? Map.of("bytes", new String[] {"1600"}, "tls", new String[] {"true"}) : Map.of();
    }

    private static boolean isCall(Jmh row) {
        return row.parameters().containsKey("tls");
    }

    private List<Load> load(ServerProcess server, List<Load> kept) throws Exception {
        LoadPart load = new LoadPart(options, server);
        if (options.has(Part.LOAD) || options.has(Part.SIZE)) {
            load.warmUp(Variant.available());
        }
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

    private List<Scenario> loads() {
        List<Integer> callers = options.isSmoke() ? List.of(8) : List.of(1, 8, 64);
        List<Integer> delays = options.isSmoke() ? List.of(20) : List.of(0, 20);
        return Stream.of(false, true)
                .flatMap(tls -> delays.stream()
                        .flatMap(delay -> callers.stream()
                                .map(number -> new Scenario(Part.LOAD, number, delay, tls, SyntheticRecords.SMALL))))
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
        return options.isSmoke() ? new HeapPart(options, server).run(8) : new HeapPart(options, server).run(64, 512);
    }

    private List<Start> start(ServerProcess server, List<Start> kept) throws Exception {
        return options.has(Part.START) ? new StartPart(options, server).run() : kept;
    }

    private static <T> List<T> which(List<T> rows, Predicate<T> condition) {
        return rows.stream().filter(condition).toList();
    }
}
