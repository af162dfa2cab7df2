package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Results.Jmh;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks of JMH round by round, so that a temporary disturbance affects all of them. */
final class JmhPart {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Options options;

    JmhPart(Options options) {
        this.options = options;
    }

    List<Jmh> run(Class<?> benchmarks, String methods, int rounds, int warmUps, Map<String, String[]> parameters) {
        Map<String, Jmh> rows = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (RunResult result : once(benchmarks, methods, warmUps, parameters)) {
                add(rows, result);
            }
        }
        return List.copyOf(rows.values());
    }

    private static void add(Map<String, Jmh> rows, RunResult result) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        Map<String, String> parameters = new TreeMap<>();
        params.getParamsKeys().forEach(key -> parameters.put(key, params.getParam(key)));
        Jmh row = rows.computeIfAbsent(
                name + parameters,
                key -> new Jmh(
                        name,
                        parameters,
                        result.getPrimaryResult().getScoreUnit(),
                        new ArrayList<>(),
                        new ArrayList<>()));
        row.scores().add(result.getPrimaryResult().getScore());
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        row.bytes().add(allocated == null ? Double.NaN : allocated.getScore());
    }

    private Collection<RunResult> once(
            Class<?> benchmarks, String methods, int warmUps, Map<String, String[]> parameters) {
        TimeValue time = TimeValue.milliseconds((long) (options.seconds() * 1000));
        OptionsBuilder builder = new OptionsBuilder();
        builder.include(benchmarks.getName() + "\\.(" + methods + ")$")
                .forks(options.isSmoke() ? 0 : 1)
                .warmupIterations(options.isSmoke() ? 1 : warmUps)
                .warmupTime(time)
                .measurementIterations(options.isSmoke() ? 1 : 2)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(builder::param);
        try {
            return new Runner(builder.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("A benchmark failed", e);
        }
    }
}
