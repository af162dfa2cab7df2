package io.github.kycsharing.submissions.internal.store;

import com.google.auto.value.AutoBuilder;
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
 * @param statusSince when it became the last status
 * @param dueAt when the status is queried next; null for never by itself
 * @param polls number of queries since the last change or share
 * @param failures number of queries in a row without a response
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
        @Nullable Instant statusSince,
        @Nullable Instant dueAt,
        int polls,
        int failures,
        @Nullable Instant lastPolledAt,
        @Nullable Instant wokenAt,
        Instant trackedSince,
        @Nullable Instant lastSharedAt,
        long version) {
    /** When the record or the status last changed: another status may follow. */
    public Instant awaitedSince() {
        Instant shared = lastSharedAt == null ? trackedSince : lastSharedAt;
        return statusSince == null || statusSince.isBefore(shared) ? shared : statusSince;
    }

    /** A builder with the values of this row. */
    public Builder toBuilder() {
        return new AutoBuilder_CustomerRow_Builder(this);
    }

    /** Leaves the identifiers out. */
    @Override
    public String toString() {
        return "CustomerRow[id=" + id + ", version=" + version + "]";
    }

    /** Builds a changed row. */
    @AutoBuilder
    public abstract static class Builder {
        abstract Builder id(UUID id);

        abstract Builder bizEntityKey(String bizEntityKey);

        abstract Builder customer(CustomerIds customer);

        abstract Builder pollShard(int pollShard);

        abstract Builder trackedSince(Instant trackedSince);

        abstract Builder lastSharedAt(@Nullable Instant lastSharedAt);

        abstract Builder version(long version);

        /** Whether the last status was final. */
        public abstract Builder decided(boolean decided);

        /** Whether the next final status is published in any case. */
        public abstract Builder announce(boolean announce);

        /** Fingerprint of the last status. */
        public abstract Builder status(@Nullable Fingerprint status);

        /** When it became the last status. */
        public abstract Builder statusSince(@Nullable Instant statusSince);

        /** When the status is queried next. */
        public abstract Builder dueAt(@Nullable Instant dueAt);

        /** Number of queries. */
        public abstract Builder polls(int polls);

        /** Number of queries in a row without a response. */
        public abstract Builder failures(int failures);

        /** When it was last queried. */
        public abstract Builder lastPolledAt(@Nullable Instant lastPolledAt);

        /** When a notification asked for a query. */
        public abstract Builder wokenAt(@Nullable Instant wokenAt);

        /** Builds the row. */
        public abstract CustomerRow build();
    }
}
