package io.github.kycsharing.benchmarks;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Options of a run.
 *
 * @param parts the parts to measure
 * @param rounds repetitions of each comparison
 * @param seconds duration of one variant in one round
 * @param forks number of fresh processes that measure the start; 0 only to check that everything runs
 * @param json file of the results, in the directory of the page
 */
record Options(Set<Part> parts, int rounds, double seconds, int forks, Path json) {
    /** The parts of a run. */
    enum Part {
        /** JMH: rules, JSON and signature, their allocation and their growth. */
        PREPARE,
        /** JMH: a complete call against raw OkHttp, and its allocation. */
        CALL,
        /** Throughput and latency of all variants, by callers, delay and TLS. */
        LOAD,
        /** Bodies of 1.6 KB and of 16 KB, one caller. */
        SIZE,
        /** Memory of calls that wait for their response. */
        HEAP,
        /** An application's start, and its first call. */
        START;

        String option() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Path DEFAULT_JSON = Path.of("docs", "performance.json");
    static final List<String> NAMES = List.of("--parts", "--rounds", "--seconds", "--forks", "--json");

    static Options parse(String... arguments) {
        Options options = new Options(EnumSet.allOf(Part.class), 5, 1, 5, DEFAULT_JSON);
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String name = words.next();
            if (!NAMES.contains(name) || !words.hasNext()) {
                throw new IllegalArgumentException("Usage: " + String.join(" VALUE ", NAMES) + " VALUE");
            }
            options = options.with(name, words.next());
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--parts" -> new Options(parts(value), rounds, seconds, forks, json);
            case "--rounds" -> new Options(parts, Integer.parseInt(value), seconds, forks, json);
            case "--seconds" -> new Options(parts, rounds, Double.parseDouble(value), forks, json);
            case "--forks" -> new Options(parts, rounds, seconds, Integer.parseInt(value), json);
            default -> new Options(parts, rounds, seconds, forks, Path.of(value));
        };
    }

    private static Set<Part> parts(String value) {
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        Stream.of(value.split(",", -1))
                .map(word -> Part.valueOf(word.strip().toUpperCase(Locale.ROOT)))
                .forEach(parts::add);
        return parts;
    }

    /** Whether the run only checks that everything works: within this process, with fewer parameters. */
    boolean isSmoke() {
        return forks == 0;
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    Path page() {
        return json.resolveSibling(json.getFileName().toString().replaceFirst("\\.json$", ".md"));
    }
}
