package io.github.kycsharing.submissions;

import java.util.List;

/**
 * A row of a back-fill that is not stored.
 *
 * @param position its position in the source
 * @param violations the rules that it breaks, without values
 */
public record InvalidBackfillRow(long position, List<BackfillViolation> violations) {
    /** Copies the violations. */
    public InvalidBackfillRow {
        violations = List.copyOf(violations);
    }
}
