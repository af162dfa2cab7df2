package io.github.kycsharing.submissions.internal.backfill;

import io.github.kycsharing.submissions.BackfillReport;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.internal.command.BackfillIntake;
import java.util.function.Consumer;

/** Counts what a dry run finds. */
final class DryRun {
    private final Consumer<InvalidBackfillRow> consumer;
    private final ViolationCounts counts = new ViolationCounts();
    private long rows;
    private long existing;
    private long invalid;

    DryRun(Consumer<InvalidBackfillRow> consumer) {
        this.consumer = consumer;
    }

    void add(BackfillIntake.Chunk chunk) {
        chunk.invalid().forEach(counts::add);
        chunk.invalid().forEach(consumer);
        rows += chunk.stored() + chunk.existing() + chunk.invalid().size();
        existing += chunk.existing();
        invalid += chunk.invalid().size();
    }

    BackfillReport report() {
        return new BackfillReport(rows, existing, invalid, counts.list());
    }
}
