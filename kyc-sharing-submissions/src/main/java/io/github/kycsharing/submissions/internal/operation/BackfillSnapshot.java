package io.github.kycsharing.submissions.internal.operation;

import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.store.Progress;
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
    /** Copies the counts. */
    public BackfillSnapshot {
        counts = Map.copyOf(counts);
    }

    /** Share of the submissions that have a terminal state, with fractions; all of them if there are none. */
    public double percent() {
        return Progress.of(counts).percent();
    }
}
