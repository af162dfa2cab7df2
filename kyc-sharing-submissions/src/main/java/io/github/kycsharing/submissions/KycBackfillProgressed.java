package io.github.kycsharing.submissions;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Event: a back-fill has reached another percent, or is completed or cancelled. It is published to {@code @EventListener} methods in a
 * transaction of its own, in order for each back-fill. What listeners write to the same database takes effect exactly once; any other
 * effect happens at least once. If several percents are reached between two observations, there is one event.
 *
 * @param eventId number of the event, the same each time it is published
 * @param client name of the client; empty if this application has no client of the access entity
 * @param bizEntityKey key of the access entity
 * @param name name of the back-fill
 * @param state its state
 * @param percent share of its submissions that have a terminal state, 0 to 100
 * @param counts number of its submissions by state; a state without submissions is absent
 * @param invalid number of rows that are not stored, since they break rules
 * @param occurredAt when it was observed, by the database's clock
 */
public record KycBackfillProgressed(
        long eventId,
        Optional<String> client,
        String bizEntityKey,
        String name,
        KycBackfill.State state,
        int percent,
        Map<SubmissionState, Long> counts,
        long invalid,
        Instant occurredAt) {
    /** Copies the counts. */
    public KycBackfillProgressed {
        counts = Map.copyOf(counts);
    }
}
