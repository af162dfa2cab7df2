package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycBackfill;
import java.io.PrintStream;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and remaining time on a terminal, or a line every few seconds elsewhere. */
final class BackfillProgress implements AutoCloseable {
    private static final Duration LINES = Duration.ofSeconds(5);
    private static final Duration BAR = Duration.ofMillis(500);
    private static final int LINE_LENGTH = 160;

    private final ProgressBar bar;

    /**
     * Starts to show progress.
     *
     * @param task what is done
     * @param total its end
     * @param out where
     * @param terminal whether a line can be overwritten there
     */
    BackfillProgress(String task, long total, PrintStream out, boolean terminal) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUpdateIntervalMillis((int) (terminal ? BAR : LINES).toMillis())
                .setStyle(terminal ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .showSpeed()
                .setConsumer(
                        terminal
                                ? new ConsoleProgressBarConsumer(out)
                                : new DelegatingProgressBarConsumer(out::println, LINE_LENGTH))
                .build();
    }

    void step() {
        bar.step();
    }

    void show(KycBackfill backfill) {
        bar.maxHint(backfill.total());
        bar.stepTo(backfill.terminal());
        bar.setExtraMessage(counts(backfill));
    }

    static String counts(KycBackfill backfill) {
        return new TreeMap<>(backfill.counts())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " " + backfill.state() + ": ", ""));
    }

    @Override
    public void close() {
        bar.close();
    }
}
