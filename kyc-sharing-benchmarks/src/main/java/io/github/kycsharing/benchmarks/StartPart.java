package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Results.Start;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts applications in fresh processes, one kind after the other. */
final class StartPart {
    private static final String NO_WAIT = "-D" + StartedApplication.WAIT + "=0";

    static final String EMPTY = "empty";
    static final String STARTER = "with the starter";
    static final String COLD = "with the starter, warm-up off";

    private final Options options;
    private final ServerProcess server;

    StartPart(Options options, ServerProcess server) {
        this.options = options;
        this.server = server;
    }

    List<Start> run() throws IOException, InterruptedException {
        Map<String, Start> rows = new LinkedHashMap<>();
        String target = server.target(false, 0).baseUrl();
        for (int round = 0; round < Math.max(1, options.forks()); round++) {
            Progress.say("start, round " + (round + 1));
            measure(rows, EMPTY, "none");
            measure(rows, STARTER, target);
            if (!options.isSmoke()) {
                measure(rows, COLD, target, "kyc-sharing.warm-up=false");
            }
        }
        return List.copyOf(rows.values());
    }

    private void measure(Map<String, Start> rows, String application, String... arguments)
            throws IOException, InterruptedException {
        Process process = ServerProcess.java(
                        StartedApplication.class, options.isSmoke() ? List.of(NO_WAIT) : List.of(), arguments)
                .start();
        String[] said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        if (process.waitFor() != 0 || said.length != 3) {
            throw new IOException("The application did not start: " + application);
        }
        Start row = rows.computeIfAbsent(
                application, name -> new Start(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        row.startMillis().add(Double.valueOf(said[0]));
        if (!application.equals(EMPTY)) {
            row.firstCallMillis().add(Double.valueOf(said[1]));
            row.steadyCallMillis().add(Double.valueOf(said[2]));
        }
    }
}
