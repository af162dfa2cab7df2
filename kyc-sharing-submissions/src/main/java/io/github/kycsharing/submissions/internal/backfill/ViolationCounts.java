package io.github.kycsharing.submissions.internal.backfill;

import io.github.kycsharing.submissions.BackfillReport;
import io.github.kycsharing.submissions.BackfillViolation;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rules that rows break, in memory that does not grow with the rows. */
final class ViolationCounts {
    static final int MAX_COUNTS = 1_000;
    static final BackfillViolation OTHERS = new BackfillViolation("…", "…");

    private final Map<BackfillViolation, Tally> tallies = new HashMap<>();

    void add(InvalidBackfillRow row) {
        row.violations().stream()
                .map(violation ->
                        new BackfillViolation(violation.path().replaceAll("\\[\\d+]", "[]"), violation.rule()))
                .map(violation -> tallies.containsKey(violation) || tallies.size() < MAX_COUNTS ? violation : OTHERS)
                .distinct()
                .forEach(violation ->
                        tallies.computeIfAbsent(violation, first -> new Tally()).add(row.position()));
    }

    /** The most frequent first. */
    List<BackfillReport.Count> list() {
        return tallies.entrySet().stream()
                .map(tally ->
                        new BackfillReport.Count(tally.getKey(), tally.getValue().rows, tally.getValue().positions))
                .sorted(Comparator.comparingLong(BackfillReport.Count::rows)
                        .reversed()
                        .thenComparing(count -> count.violation().path())
                        .thenComparing(count -> count.violation().rule()))
                .toList();
    }

    private static final class Tally {
        private final List<Long> positions = new ArrayList<>();
        private long rows;

        void add(long position) {
            rows++;
            if (positions.size() < BackfillReport.MAX_POSITIONS) {
                positions.add(position);
            }
        }
    }
}
