package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Options.Part;
import io.github.kycsharing.benchmarks.Results.Heap;
import io.github.kycsharing.benchmarks.Results.Jmh;
import io.github.kycsharing.benchmarks.Results.Load;
import io.github.kycsharing.benchmarks.Results.Round;
import io.github.kycsharing.benchmarks.Results.Scenario;
import io.github.kycsharing.benchmarks.Results.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Compares the results with the goals. Omits a goal whose part was not measured. */
final class Goals {
    private static final String RATIO = "%.2f";
    private static final String WHOLE = "%.0f";

    private final Results results;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Results results) {
        this.results = results;
    }

    static List<Goal> of(Results results) {
        Goals goals = new Goals(results);
        goals.prepare();
        for (boolean tls : new boolean[] {false, true}) {
            goals.throughput(tls);
        }
        for (boolean tls : new boolean[] {false, true}) {
            goals.waiting(tls);
        }
        goals.size();
        goals.allocation();
        goals.growth();
        goals.heap();
        goals.start();
        return List.copyOf(goals.goals);
    }

    private void prepare() {
        both(
                jmh("prepare", "1600", null),
                jmh("serialiseAndSign", "1600", null),
                (ours, theirs) -> atMost(
                        "prepare (all rules, JSON, signature) ÷ JSON and signature alone, time",
                        2.5,
                        RATIO,
                        Spread.ofRatios(ours.scores(), theirs.scores())));
    }

    private void throughput(boolean tls) {
        String where = ", 64 callers, response at once" + wire(tls);
        throughput(where, tls, Variant.RAW, "raw OkHttp", 0.60);
        throughput(where, tls, Variant.REST_CLIENT, "RestClient + OkHttp without rules", 1.0);
        throughput(where, tls, Variant.FEIGN, "OpenFeign + OkHttp without rules", 1.0);
        throughput(where, tls, Variant.HAND_WRITTEN, "hand-written with Hibernate Validator", 1.3);
    }

    private void throughput(String where, boolean tls, Variant other, String name, double limit) {
        both(
                load(64, 0, tls, Variant.OURS),
                load(64, 0, tls, other),
                (ours, theirs) ->
                        atLeast("calls per second ÷ " + name + where, limit, ratio(ours, theirs, Round::perSecond)));
    }

    private void waiting(boolean tls) {
        for (Variant variant : new Variant[] {Variant.OURS, Variant.OURS_ASYNC, Variant.OURS_VIRTUAL}) {
            String where = ", 64 callers, response in 20 ms" + wire(tls) + ", " + variant.title();
            both(load(64, 20, tls, variant), load(64, 20, tls, Variant.RAW), (ours, theirs) -> {
                atLeast("calls per second ÷ raw OkHttp" + where, 0.99, ratio(ours, theirs, Round::perSecond));
                atMost("p99 ÷ raw OkHttp" + where, 1.05, RATIO, ratio(ours, theirs, Round::p99Micros));
            });
        }
    }

    private void size() {
        for (boolean tls : new boolean[] {false, true}) {
            both(
                    size(SyntheticRecords.LARGE, tls),
                    size(SyntheticRecords.SMALL, tls),
                    (large, small) -> atMost(
                            "latency (p50) of 16 KB ÷ 1.6 KB, one caller" + wire(tls),
                            1.5,
                            RATIO,
                            ratio(large, small, Round::p50Micros)));
        }
    }

    private void allocation() {
        jmh("share", "1600", "false")
                .ifPresent(row ->
                        atMost("bytes allocated for each call of 1.6 KB", 20_480, WHOLE, Spread.of(row.bytes())));
    }

    /** Linear growth: a further kilobyte costs the same for long and short records. */
    private void growth() {
        Optional<Jmh> small = jmh("clientWithoutWire", "1600", null);
        both(
                jmh("clientWithoutWire", "16000", null),
                jmh("clientWithoutWire", "160000", null),
                (middle, large) -> small.ifPresent(first -> {
                    growth("time", first.scores(), middle.scores(), large.scores());
                    growth("allocation", first.bytes(), middle.bytes(), large.bytes());
                }));
    }

    private void growth(String what, List<Double> small, List<Double> middle, List<Double> large) {
        double shortEnd = (Spread.of(middle).median() - Spread.of(small).median()) / (16_000 - 1_600);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < large.size(); i++) {
            ratios.add((large.get(i) - middle.get(i)) / (160_000 - 16_000) / shortEnd);
        }
        atMost(what + " for each further KB, 16 to 160 KB ÷ 1.6 to 16 KB", 1.25, RATIO, Spread.of(ratios));
    }

    private void heap() {
        for (int calls : new int[] {64, 512}) {
            for (Variant variant : new Variant[] {Variant.OURS, Variant.OURS_ASYNC}) {
                both(
                        heap(calls, variant),
                        heap(calls, Variant.RAW),
                        (ours, theirs) -> atMost(
                                "heap for each of " + calls + " calls in flight ÷ raw OkHttp, " + variant.title(),
                                1.2,
                                RATIO,
                                Spread.ofRatios(ours.bytesPerCall(), theirs.bytesPerCall())));
            }
        }
    }

    private void start() {
        both(
                start(StartPart.STARTER),
                start(StartPart.EMPTY),
                (ours, empty) -> atMost(
                        "start of an application with the starter, ms over an empty one",
                        300,
                        WHOLE,
                        Spread.ofDifferences(ours.startMillis(), empty.startMillis())));
        start(StartPart.STARTER)
                .ifPresent(row -> atMost(
                        "first call after the warm-up, ms over steady state",
                        50,
                        WHOLE,
                        Spread.ofDifferences(row.firstCallMillis(), row.steadyCallMillis())));
    }

    private void atMost(String what, double limit, String number, Spread measured) {
        goals.add(new Goal(what, true, limit, number, measured));
    }

    private void atLeast(String what, double limit, Spread measured) {
        goals.add(new Goal(what, false, limit, RATIO, measured));
    }

    private static <T> void both(Optional<T> one, Optional<T> other, BiConsumer<T, T> use) {
        one.ifPresent(first -> other.ifPresent(second -> use.accept(first, second)));
    }

    private static Spread ratio(Load ours, Load theirs, ToDoubleFunction<Round> value) {
        Function<Load, List<Double>> values =
                load -> load.rounds().stream().map(value::applyAsDouble).toList();
        return Spread.ofRatios(values.apply(ours), values.apply(theirs));
    }

    private static String wire(boolean tls) {
        return tls ? ", TLS" : ", plain";
    }

    private Optional<Jmh> jmh(String benchmark, String bytes, @Nullable String tls) {
        return results.jmh().stream()
                .filter(row -> row.benchmark().equals(benchmark)
                        && bytes.equals(row.parameters().get("bytes"))
                        && Objects.equals(tls, row.parameters().get("tls")))
                .findFirst();
    }

    private Optional<Load> load(int callers, int delay, boolean tls, Variant variant) {
        return results.load().stream()
                .filter(row -> row.variant() == variant
                        && row.scenario().equals(new Scenario(Part.LOAD, callers, delay, tls, SyntheticRecords.SMALL)))
                .findFirst();
    }

    private Optional<Load> size(int bytes, boolean tls) {
        return results.load().stream()
                .filter(row -> row.variant() == Variant.OURS
                        && row.scenario().equals(new Scenario(Part.SIZE, 1, 0, tls, bytes)))
                .findFirst();
    }

    private Optional<Heap> heap(int calls, Variant variant) {
        return results.heap().stream()
                .filter(row -> row.calls() == calls && row.variant() == variant)
                .findFirst();
    }

    private Optional<Start> start(String application) {
        return results.start().stream()
                .filter(row -> row.application().equals(application))
                .findFirst();
    }
}
