package io.github.kycsharing.submissions.internal.operation;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What the tables contain of one client.
 *
 * @param counts number of submissions by state; a state without submissions is absent
 * @param oldest when the oldest submission of a state was handed over, for states that are not terminal
 * @param lane state of the lane
 * @param submissionEvents unpublished events of submissions
 * @param customerEvents unpublished events of customers
 * @param accounts accounts whose statuses are polled
 * @param due submissions whose next call is due now and may be made; each with its version, so that a change makes it another element
 */
public record ClientSnapshot(
        Map<SubmissionState, Long> counts,
        Map<SubmissionState, Instant> oldest,
        KycLane.State lane,
        UnpublishedEvents submissionEvents,
        UnpublishedEvents customerEvents,
        TrackedAccounts accounts,
        Set<String> due) {
    /** Copies the collections. */
    public ClientSnapshot {
        counts = Map.copyOf(counts);
        oldest = Map.copyOf(oldest);
        due = Set.copyOf(due);
    }
}
