package io.github.kycsharing.submissions.internal.operation;

import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.SubmissionState;
import java.util.Map;

/**
 * What the tables contain of one back-fill.
 *
 * @param name name, unique for its client
 * @param state state
 * @param counts number of its submissions by state; a state without submissions is absent
 * @param invalid number of rows that are not stored, since they break rules
 * @param delivering whether there are queued rows, and a lane that is active may deliver them now
 */
public record BackfillSnapshot(
        String name, KycBackfill.State state, Map<SubmissionState, Long> counts, long invalid, boolean delivering) {
    private static final double ALL = 100;

    /** Copies the counts. */
    public BackfillSnapshot {
        counts = Map.copyOf(counts);
    }

    /** Share of the submissions that have a terminal state, with fractions; all of them if there are none. */
    public double percent() {
        long total = 0;
        long terminal = 0;
        for (Map.Entry<SubmissionState, Long> count : counts.entrySet()) {
            total += count.getValue();
            terminal += count.getKey().isTerminal() ? count.getValue() : 0;
        }
        return total == 0 ? ALL : ALL * terminal / total;
    }
}
