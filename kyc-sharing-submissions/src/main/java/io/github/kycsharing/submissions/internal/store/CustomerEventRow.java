package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.time.Instant;
import java.util.UUID;

/**
 * An event of a customer or a back-fill that listeners have not processed.
 *
 * @param id number; zero before it is inserted
 * @param bizEntityKey access entity
 * @param subjectId the account, the request for information or the back-fill; events of one subject are published in order
 * @param kind what happened
 * @param payload encrypted content
 * @param occurredAt when
 * @param publishFailures how often its listeners failed
 */
public record CustomerEventRow(
        long id,
        String bizEntityKey,
        UUID subjectId,
        Kind kind,
        Ciphertext payload,
        Instant occurredAt,
        int publishFailures) {
    /** What happened. */
    public enum Kind {
        /** An account has another status. */
        STATUS_CHANGED,
        /** The exchange requests information. */
        INFORMATION_REQUESTED,
        /** The exchange has a result for submitted files. */
        INFORMATION_RESULT,
        /** A back-fill has reached another percent, or its end. */
        BACKFILL_PROGRESSED
    }
}
