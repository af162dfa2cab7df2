package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Options.Part;
import io.github.kycsharing.benchmarks.Results.Environment;
import io.github.kycsharing.benchmarks.Results.Jmh;
import io.github.kycsharing.benchmarks.Results.Load;
import io.github.kycsharing.benchmarks.Results.Round;
import io.github.kycsharing.benchmarks.Results.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Writes the results into the page, between two marks. The text around them is written by hand. */
final class Page {
    static final String BEGIN = "<!-- measured: begin, written by the benchmarks -->\n";
    static final String END = "<!-- measured: end -->\n";

    private final StringBuilder text = new StringBuilder();

    private Page() {}

    static void write(Results results, Path page) throws IOException {
        String around = Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + BEGIN + END;
        int begin = around.indexOf(BEGIN);
        int end = around.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("The page has no marks");
        }
        Files.writeString(page, around.substring(0, begin + BEGIN.length()) + render(results) + around.substring(end));
    }

    static String render(Results results) {
        Page page = new Page();
        page.environment(results.environment());
        page.goals(Goals.of(results));
        page.jmh(results.jmh());
        page.load(results.load(), Part.LOAD, "Throughput and latency");
        page.load(results.load(), Part.SIZE, "Body size, one caller");
        page.heap(results.heap());
        page.start(results.start());
        return page.text.toString();
    }

    private void environment(Environment environment) {
        text.append("\n## Machine\n\n");
        text.append("| what | measured on |\n|---|---|\n");
        row("CPU", environment.cpu() + ", " + environment.cores() + " cores");
        row("memory", environment.memoryGiB() + " GiB");
        row("system", environment.os());
        row("Java", environment.java());
        environment.libraries().forEach((name, version) -> row(name, version));
    }

    private void goals(List<Goal> goals) {
        if (!goals.isEmpty()) {
            text.append(
                    "\n## Goals\n\n| goal | limit | measured: median (minimum to maximum) | |\n|---|---|---|---|\n");
            goals.forEach(goal -> text.append(goal.row()));
        }
    }

    private void jmh(List<Jmh> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("\n## Parts (JMH, one thread)\n\n");
        text.append("| benchmark | parameters | time | unit | bytes allocated |\n|---|---|---|---|---|\n");
        rows.forEach(row -> row(
                row.benchmark(),
                row.parameters().toString().replaceAll("[{}]", ""),
                Spread.of(row.scores()).text("%.1f"),
                row.unit(),
                String.format(Locale.ROOT, "%.0f", Spread.of(row.bytes()).median())));
    }

    private void load(List<Load> rows, Part part, String title) {
        List<Scenario> scenarios = rows.stream()
                .map(Load::scenario)
                .filter(scenario -> scenario.part() == part)
                .distinct()
                .toList();
        if (scenarios.isEmpty()) {
            return;
        }
        text.append("\n## ").append(title).append("\n\n");
        text.append(
                "| callers | response | wire | body | variant | ÷ raw, calls per second | calls per second | p50 ms | p99 ms |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        scenarios.forEach(scenario -> scenario(
                scenario,
                rows.stream().filter(row -> row.scenario().equals(scenario)).toList()));
    }

    private void scenario(Scenario scenario, List<Load> rows) {
        List<Double> raw = rows.stream()
                .filter(row -> row.variant() == Variant.RAW)
                .findFirst()
                .map(row -> values(row, Round::perSecond))
                .orElseThrow();
        rows.forEach(row -> row(
                String.valueOf(scenario.callers()),
                scenario.delayMillis() == 0 ? "at once" : "in " + scenario.delayMillis() + " ms",
                scenario.tls() ? "TLS" : "plain",
                scenario.bytes() / 1000.0 + " KB",
                row.variant().title(),
                Spread.ofRatios(values(row, Round::perSecond), raw).text("%.2f"),
                number("%.0f", row, Round::perSecond),
                number("%.3f", row, round -> round.p50Micros() / 1e3),
                number("%.3f", row, round -> round.p99Micros() / 1e3)));
    }

    private static List<Double> values(Load row, ToDoubleFunction<Round> value) {
        return row.rounds().stream().map(value::applyAsDouble).toList();
    }

    private static String number(String format, Load row, ToDoubleFunction<Round> value) {
        return String.format(Locale.ROOT, format, Spread.of(values(row, value)).median());
    }

    private void heap(List<Results.Heap> rows) {
        if (!rows.isEmpty()) {
            text.append("\n## Heap of calls in flight\n\n| calls | variant | bytes for each call |\n|---|---|---|\n");
            rows.forEach(row -> row(
                    String.valueOf(row.calls()),
                    row.variant().title(),
                    Spread.of(row.bytesPerCall()).text("%.0f")));
        }
    }

    private void start(List<Results.Start> rows) {
        if (!rows.isEmpty()) {
            text.append(
                    "\n## Start\n\n| application | start, ms | first call, ms | steady state, ms |\n|---|---|---|---|\n");
            rows.forEach(row -> row(
                    row.application(),
                    millis(row.startMillis()),
                    millis(row.firstCallMillis()),
                    millis(row.steadyCallMillis())));
        }
    }

    private static String millis(List<Double> values) {
        return values.isEmpty() ? "" : Spread.of(values).text("%.1f");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
