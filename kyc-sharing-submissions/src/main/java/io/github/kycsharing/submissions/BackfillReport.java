package io.github.kycsharing.submissions;

import java.util.List;

/**
 * What a dry run has found, without values.
 *
 * @param rows number of rows
 * @param existing number of rows that are stored already
 * @param invalid number of rows that break rules
 * @param violations the rules that are broken, the most frequent first
 */
public record BackfillReport(long rows, long existing, long invalid, List<Count> violations) {
    /** Number of positions that are listed for each path and rule. */
    public static final int MAX_POSITIONS = 20;

    /** Copies the violations. */
    public BackfillReport {
        violations = List.copyOf(violations);
    }

    /**
     * How often a rule is broken at a path.
     *
     * @param violation path and rule, without positions in lists
     * @param rows number of rows
     * @param firstPositions positions of the first rows, at most {@link #MAX_POSITIONS}
     */
    public record Count(BackfillViolation violation, long rows, List<Long> firstPositions) {
        /** Copies the positions. */
        public Count {
            firstPositions = List.copyOf(firstPositions);
        }
    }
}
