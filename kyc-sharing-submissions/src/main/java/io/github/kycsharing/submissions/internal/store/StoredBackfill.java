package io.github.kycsharing.submissions.internal.store;

import com.google.auto.value.AutoBuilder;
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
        return toBuilder().state(next).changedBy(actor).note(reason).build();
    }

    /** A run began: rows may come until its end. */
    public StoredBackfill loading(@Nullable BackfillTimeWindow window) {
        return toBuilder()
                .state(state == KycBackfill.State.COMPLETED ? KycBackfill.State.ACTIVE : state)
                .timeWindow(window)
                .percent(0)
                .loadedAt(null)
                .completedAt(null)
                .build();
    }

    /** All rows are stored. */
    public StoredBackfill loaded(Instant at) {
        return toBuilder().loadedAt(at).build();
    }

    /** Another percent is published. */
    public StoredBackfill progressed(int reached) {
        return toBuilder().percent(reached).build();
    }

    /** Nothing of it is queued any more. */
    public StoredBackfill completed(KycBackfill.State last, int reached, Instant at) {
        return toBuilder().state(last).percent(reached).completedAt(at).build();
    }

    private Builder toBuilder() {
        return new AutoBuilder_StoredBackfill_Builder(this);
    }

    @Override
    public String toString() {
        return "StoredBackfill[id=" + id + ", name=" + name + ", state=" + state + "]";
    }

    /** Copies a back-fill. */
    @AutoBuilder
    abstract static class Builder {
        abstract Builder state(KycBackfill.State state);

        abstract Builder timeWindow(@Nullable BackfillTimeWindow timeWindow);

        abstract Builder percent(int percent);

        abstract Builder loadedAt(@Nullable Instant loadedAt);

        abstract Builder completedAt(@Nullable Instant completedAt);

        abstract Builder changedBy(@Nullable String changedBy);

        abstract Builder note(@Nullable Ciphertext note);

        abstract Builder id(UUID id);

        abstract Builder bizEntityKey(String bizEntityKey);

        abstract Builder name(String name);

        abstract Builder startedAt(Instant startedAt);

        abstract Builder version(long version);

        abstract StoredBackfill build();
    }
}
