package io.github.kycsharing.submissions.internal.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of a client that listeners have not processed.
 *
 * @param count their number
 * @param failing number of those whose listeners have failed so often that a person must look
 * @param oldestAt when the oldest one occurred; null if there is none
 */
public record UnpublishedEvents(
        long count, long failing, @Nullable Instant oldestAt) {
    /** Everything is published. */
    static final UnpublishedEvents EMPTY = new UnpublishedEvents(0, 0, null);
}
