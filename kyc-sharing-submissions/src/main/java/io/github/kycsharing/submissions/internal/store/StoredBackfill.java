package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of back-fills.
 *
 * @param id id
 * @param bizEntityKey access entity
 * @param name name
 * @param state state
 * @param timeWindow hours of its delivery, null for all
 * @param percent last percent that was published
 * @param startedAt when it was started first
 * @param loadedAt when all rows had been stored
 * @param completedAt when it was completed, or all its queued rows were cancelled
 * @param changedBy person who changed its state
 * @param note encrypted reason of that person
 * @param version version
 */
public record StoredBackfill(
        UUID id,
        String bizEntityKey,
        String name,
        KycBackfill.State state,
        @Nullable BackfillTimeWindow timeWindow,
        int percent,
        Instant startedAt,
        @Nullable Instant loadedAt,
        @Nullable Instant completedAt,
        @Nullable String changedBy,
        @Nullable Ciphertext note,
        long version) {
    /** Whether its rows are delivered now. */
    public boolean delivers(Instant now) {
        return state == KycBackfill.State.ACTIVE && (timeWindow == null || timeWindow.contains(now));
    }

    /** The same with another state, of a person or of the library. */
    public StoredBackfill inState(KycBackfill.State next, @Nullable String actor, @Nullable Ciphertext reason) {
        return new StoredBackfill(
                id,
                bizEntityKey,
                name,
                next,
                timeWindow,
                percent,
                startedAt,
                loadedAt,
                completedAt,
                actor,
                reason,
                version);
    }

    /** A run began: rows may come until its end. */
    public StoredBackfill loading(@Nullable BackfillTimeWindow window) {
        KycBackfill.State next = state == KycBackfill.State.COMPLETED ? KycBackfill.State.ACTIVE : state;
        return new StoredBackfill(
                id, bizEntityKey, name, next, window, 0, startedAt, null, null, changedBy, note, version);
    }

    /** All rows are stored. */
    public StoredBackfill loaded(Instant at) {
        return new StoredBackfill(
                id,
                bizEntityKey,
                name,
                state,
                timeWindow,
                percent,
                startedAt,
                at,
                completedAt,
                changedBy,
                note,
                version);
    }

    /** Another percent is published. */
    public StoredBackfill progressed(int reached) {
        return new StoredBackfill(
                id,
                bizEntityKey,
                name,
                state,
                timeWindow,
                reached,
                startedAt,
                loadedAt,
                completedAt,
                changedBy,
                note,
                version);
    }

    /** Nothing of it is queued any more. */
    public StoredBackfill completed(KycBackfill.State last, int reached, Instant at) {
        return new StoredBackfill(
                id, bizEntityKey, name, last, timeWindow, reached, startedAt, loadedAt, at, changedBy, note, version);
    }

    @Override
    public String toString() {
        return "StoredBackfill[id=" + id + ", name=" + name + ", state=" + state + "]";
    }
}
