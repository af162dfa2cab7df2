package io.github.kycsharing.submissions;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A back-fill, and its progress.
 *
 * @param id id
 * @param client name of the client; empty if this application has no client of the access entity
 * @param bizEntityKey key of the access entity
 * @param name name, unique for its access entity
 * @param state whether its rows are delivered
 * @param timeWindow hours of the day in which its rows are delivered; empty for all
 * @param counts number of its submissions by state; a state without submissions is absent
 * @param invalid number of rows that are not stored, since they break rules
 * @param startedAt when it was started first
 * @param loadedAt when all rows of the source had been stored; empty while it is loaded, and after a run that did not reach the end
 * @param completedAt when it was completed or cancelled
 * @param changedBy who paused, resumed or cancelled it last; empty if no person has
 * @param note the reason that the person gave
 */
public record KycBackfill(
        UUID id,
        Optional<String> client,
        String bizEntityKey,
        String name,
        State state,
        Optional<BackfillTimeWindow> timeWindow,
        Map<SubmissionState, Long> counts,
        long invalid,
        Instant startedAt,
        Optional<Instant> loadedAt,
        Optional<Instant> completedAt,
        Optional<String> changedBy,
        Optional<String> note) {
    /** Copies the counts. */
    public KycBackfill {
        counts = Map.copyOf(counts);
    }

    /** Whether the rows of a back-fill are delivered. */
    public enum State {
        /** They are delivered, in the hours of its time window. */
        ACTIVE,
        /** A person paused it. What is in delivery already goes on. */
        PAUSED,
        /** A person cancelled it: queued rows become {@link SubmissionState#CANCELLED}; what is in delivery goes on. */
        CANCELLED,
        /** All rows are stored, and all of them have a terminal state. */
        COMPLETED
    }

    /**
     * Number of its submissions.
     *
     * @return the sum of all counts
     */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Number of its submissions that have a terminal state.
     *
     * @return a part of {@link #total()}
     */
    public long terminal() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isTerminal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * Share of {@link #terminal()} in {@link #total()}.
     *
     * @return 0 to 100, rounded down; 100 if there are no submissions
     */
    public int percent() {
        long total = total();
        return total == 0 ? 100 : (int) (terminal() * 100 / total);
    }

    /**
     * Describes the back-fill without its note.
     *
     * @return name and state
     */
    @Override
    public String toString() {
        return "KycBackfill[name=" + name + ", state=" + state + "]";
    }
}
