package io.github.kycsharing.submissions.internal.operation;

import java.time.Duration;

/**
 * Options of the snapshots.
 *
 * @param interval pause between two snapshots
 * @param stuckAfter how long due work may stay unchanged before it counts as stuck
 */
public record SnapshotOptions(Duration interval, Duration stuckAfter) {
    /** The default of each option. */
    public static final SnapshotOptions DEFAULTS = new SnapshotOptions(Duration.ofSeconds(15), Duration.ofMinutes(5));

    private static final int MAX_MISSED = 3;

    /** Age from which on a snapshot says nothing about the present. */
    Duration validity() {
        return interval.multipliedBy(MAX_MISSED);
    }
}
