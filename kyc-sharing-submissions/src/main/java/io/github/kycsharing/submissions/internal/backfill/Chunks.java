package io.github.kycsharing.submissions.internal.backfill;

import io.github.kycsharing.submissions.BackfillRow;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads a source in chunks, each for one transaction. */
final class Chunks {
    static final int SIZE = 500;

    private Chunks() {}

    /**
     * Reads all rows.
     *
     * @param opened executed when the source is open
     * @throws KycSubmissionException if the thread is interrupted; its interrupt status stays set
     */
    static void read(BackfillSource source, Runnable opened, Consumer<List<BackfillRow>> chunk) {
        try (Stream<BackfillRow> rows = source.open()) {
            opened.run();
            Iterator<BackfillRow> all = rows.sequential().iterator();
            while (all.hasNext()) {
                List<BackfillRow> next = new ArrayList<>(SIZE);
                while (next.size() < SIZE && all.hasNext()) {
                    next.add(all.next());
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new KycSubmissionException(
                            Reason.INTERRUPTED,
                            "The back-fill was interrupted. What is stored stays: run it again to continue.",
                            null,
                            null);
                }
                chunk.accept(next);
            }
        }
    }
}
