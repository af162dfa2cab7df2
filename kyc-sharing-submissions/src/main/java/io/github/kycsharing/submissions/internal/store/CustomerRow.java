package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tracked account of a customer.
 *
 * @param id id
 * @param bizEntityKey access entity
 * @param customer identifiers
 * @param pollShard shard of the polls
 * @param decided whether the last status was final
 * @param announce whether the next final status is published even if it is the last one: a record was shared since
 * @param status fingerprint of the last status; null if the exchange has not reported any
 * @param dueAt when the status is queried next; null for never by itself
 * @param polls number of queries since the last change or share
 * @param lastPolledAt when it was last queried
 * @param wokenAt when a notification caused a query that is not made yet
 * @param trackedSince when it was first tracked
 * @param lastSharedAt when a record was last about to be sent
 * @param version grows with each share and each query, so that an older result never overwrites a newer one
 */
public record CustomerRow(
        UUID id,
        String bizEntityKey,
        CustomerIds customer,
        int pollShard,
        boolean decided,
        boolean announce,
        @Nullable Fingerprint status,
        @Nullable Instant dueAt,
        int polls,
        @Nullable Instant lastPolledAt,
        @Nullable Instant wokenAt,
        Instant trackedSince,
        @Nullable Instant lastSharedAt,
        long version) {
    /** When the exchange was last given a reason for another status. */
    public Instant awaitedSince() {
        return lastSharedAt == null ? trackedSince : lastSharedAt;
    }

    /** Leaves the identifiers out. */
    @Override
    public String toString() {
        return "CustomerRow[id=" + id + ", version=" + version + "]";
    }
}
