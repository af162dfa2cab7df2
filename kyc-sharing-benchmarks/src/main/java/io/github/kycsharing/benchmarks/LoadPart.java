package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Results.Load;
import io.github.kycsharing.benchmarks.Results.Round;
import io.github.kycsharing.benchmarks.Results.Scenario;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs the variants of a scenario round by round, each round in another order. */
final class LoadPart {
    private static final double WARM_UP = 0.5;
    private static final double WARM_UP_OF_BOTH_PROCESSES = 3;

    private final Options options;
    private final ServerProcess server;

    LoadPart(Options options, ServerProcess server) {
        this.options = options;
        this.server = server;
    }

    /**
     * Warms up server and callers. On few processors, the compiler takes as long as the first scenario
     * otherwise, and takes most from the variant with the most code.
     */
    void warmUp(List<Variant> variants) throws Exception {
        Progress.say("warming up");
        for (boolean tls : new boolean[] {false, true}) {
            for (Variant variant : variants) {
                try (Caller caller = variant.caller(server.target(tls, 0), SyntheticRecords.SMALL)) {
                    Crowd.of(variant, 8).run(caller, options.seconds() * WARM_UP_OF_BOTH_PROCESSES);
                }
            }
        }
    }

    List<Load> run(List<Scenario> scenarios, List<Variant> variants) throws Exception {
        List<Load> loads = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Progress.say("scenario " + scenario);
            loads.addAll(run(scenario, variants));
        }
        return loads;
    }

    private List<Load> run(Scenario scenario, List<Variant> variants) throws Exception {
        Target target = server.target(scenario.tls(), scenario.delayMillis());
        Map<Variant, Caller> callers = new EnumMap<>(Variant.class);
        Map<Variant, List<Round>> rounds = new EnumMap<>(Variant.class);
        try {
            for (Variant variant : variants) {
                callers.put(variant, variant.caller(target, scenario.bytes()));
                rounds.put(variant, new ArrayList<>());
            }
            for (Variant variant : variants) {
                Crowd.of(variant, scenario.callers()).run(caller(callers, variant), options.seconds() * WARM_UP);
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (int i = 0; i < variants.size(); i++) {
                    Variant variant = variants.get((i + round) % variants.size());
                    Round result =
                            Crowd.of(variant, scenario.callers()).run(caller(callers, variant), options.seconds());
                    rounds.computeIfAbsent(variant, v -> new ArrayList<>()).add(result);
                }
            }
        } finally {
            callers.values().forEach(Caller::close);
        }
        return variants.stream()
                .map(variant -> new Load(scenario, variant, rounds.getOrDefault(variant, List.of())))
                .toList();
    }

    private static Caller caller(Map<Variant, Caller> callers, Variant variant) {
        Caller caller = callers.get(variant);
        if (caller == null) {
            throw new IllegalStateException("There is no " + variant);
        }
        return caller;
    }
}
