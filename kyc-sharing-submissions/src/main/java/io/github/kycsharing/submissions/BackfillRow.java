package io.github.kycsharing.submissions;

import io.github.kycsharing.model.ShareKycRequest;
import java.util.List;
import java.util.Optional;

/**
 * A row of a back-fill's source.
 *
 * @param position its position in the source: 1 for the first record
 * @param request the request; empty if the row cannot be read
 * @param violations why it cannot be read; empty if it can
 */
public record BackfillRow(long position, Optional<ShareKycRequest> request, List<BackfillViolation> violations) {
    /** Copies the violations. */
    public BackfillRow {
        violations = List.copyOf(violations);
    }

    /**
     * A row that could be read. It is validated when it is stored.
     *
     * @param position its position
     * @param request the request
     * @return the row
     */
    public static BackfillRow of(long position, ShareKycRequest request) {
        return new BackfillRow(position, Optional.of(request), List.of());
    }

    /**
     * A row that cannot be read.
     *
     * @param position its position
     * @param violations why, at least one
     * @return the row
     */
    public static BackfillRow unreadable(long position, List<BackfillViolation> violations) {
        return new BackfillRow(position, Optional.empty(), violations);
    }

    /**
     * Describes the row without its content.
     *
     * @return its position
     */
    @Override
    public String toString() {
        return "BackfillRow[position=" + position + "]";
    }
}
