package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import org.jspecify.annotations.Nullable;

/**
 * A change of a submission.
 *
 * @param from state before, for the history
 * @param row the row after; its version is that before
 * @param note text for the history: the exchange's own words about a failed import
 */
record Change(
        SubmissionState from, SubmissionRow row, @Nullable String note) {
    /** The stored record is of no more use. After a rejection or a failed import it stays for a while, to be submitted again. */
    boolean erasesBody() {
        return row.state() == SubmissionState.IMPORTED
                || row.state() == SubmissionState.UNCONFIRMED
                || row.state() == SubmissionState.CANCELLED;
    }

    /** Leaves the note out. */
    @Override
    public String toString() {
        return "Change[" + from + " -> " + row.state() + "]";
    }
}
