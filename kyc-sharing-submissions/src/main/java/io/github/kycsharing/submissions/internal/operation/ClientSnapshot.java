package io.github.kycsharing.submissions.internal.operation;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import java.util.List;
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
 * @param backfills back-fills that are not completed, and those that were completed lately, the newest first
 * @param due submissions whose next call is due now and may be made; each with its version, so that a change makes it another element
 */
public record ClientSnapshot(
        Map<SubmissionState, Long> counts,
        Map<SubmissionState, Instant> oldest,
        KycLane.State lane,
        UnpublishedEvents submissionEvents,
        UnpublishedEvents customerEvents,
        TrackedAccounts accounts,
        List<BackfillSnapshot> backfills,
        Set<String> due) {
    /** Copies the collections. */
    public ClientSnapshot {
        counts = Map.copyOf(counts);
        oldest = Map.copyOf(oldest);
        backfills = List.copyOf(backfills);
        due = Set.copyOf(due);
    }
}
