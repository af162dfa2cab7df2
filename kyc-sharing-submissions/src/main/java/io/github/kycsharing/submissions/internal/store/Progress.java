package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.submissions.SubmissionState;
import java.util.Map;

/**
 * How far the submissions of a back-fill are.
 *
 * @param total number of submissions
 * @param terminal number of those that have a terminal state
 */
public record Progress(long total, long terminal) {
    private static final double ALL = 100;

    /** Of the numbers by state. */
    public static Progress of(Map<SubmissionState, Long> counts) {
        long total = 0;
        long terminal = 0;
        for (Map.Entry<SubmissionState, Long> count : counts.entrySet()) {
            total += count.getValue();
            terminal += count.getKey().isTerminal() ? count.getValue() : 0;
        }
        return new Progress(total, terminal);
    }

    /** Share of the terminal ones, with fractions; all of them if there are none. */
    public double percent() {
        return total == 0 ? ALL : ALL * terminal / total;
    }

    /** Whether all have a terminal state. */
    public boolean isComplete() {
        return terminal == total;
    }
}
