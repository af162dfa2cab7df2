package io.github.kycsharing.submissions.internal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the list of an access entity's requests for information has been read.
 *
 * @param bizEntityKey access entity
 * @param nextPage page that is read next, from 1
 * @param rowsRead rows of the pages before
 * @param failures failures in a row
 * @param startedAt when the page was last read; null for never
 * @param dueAt when the page is read
 * @param version version
 */
public record InformationCursor(
        String bizEntityKey,
        int nextPage,
        long rowsRead,
        int failures,
        @Nullable Instant startedAt,
        Instant dueAt,
        long version) {
    /** This position once it is written. */
    public InformationCursor afterMove() {
        return new InformationCursor(bizEntityKey, nextPage, rowsRead, failures, startedAt, dueAt, version + 1);
    }
}
