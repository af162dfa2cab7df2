package io.github.kycsharing.submissions.internal.rate;

import io.github.kycsharing.submissions.internal.rate.Slots.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Permits from the time that all instances share. In any period the exchange sees at most what the limit allows, and one block of each
 * instance: a tenth of the limit, at least one request.
 */
public final class ClusterPermits implements RequestPermits {
    /** A caller that lost its permit while it slept tries again so often. */
    private static final int TRIES = 3;
    /** The part of the wait by which a refused caller comes back before its time. */
    private static final double LEAD = 0.8;

    private static final Duration MIN_PAUSE = Duration.ofMillis(10);

    private final Function<String, OptionalInt> perSecond;
    private final Function<String, TimeBucket> buckets;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final Map<String, Slots> slots = new ConcurrentHashMap<>();

    /** Sleeps. */
    @FunctionalInterface
    interface Pause {
        void sleep(long nanos) throws InterruptedException;
    }

    ClusterPermits(
            Function<String, OptionalInt> perSecond,
            Function<String, TimeBucket> buckets,
            InstantSource clock,
            LongSupplier nanoTime,
            Pause pause) {
        this.perSecond = perSecond;
        this.buckets = buckets;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /**
     * Permits of all instances that share a database.
     *
     * @param perSecond limit of an access entity; empty for none
     * @param postgresql the database
     * @param prefix prefix of its tables
     * @param clock the database's clock
     */
    public static ClusterPermits shared(
            Function<String, OptionalInt> perSecond, DataSource postgresql, String prefix, InstantSource clock) {
        return new ClusterPermits(
                perSecond,
                entity -> TimeBucket.shared(System::nanoTime, postgresql, prefix + "bucket", entity),
                clock,
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep);
    }

    /** Permits of this process alone, for a database that only one process uses. */
    public static ClusterPermits local(Function<String, OptionalInt> perSecond, InstantSource clock) {
        return new ClusterPermits(
                perSecond,
                entity -> TimeBucket.local(System::nanoTime),
                clock,
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep);
    }

    @Override
    public Permit acquire(String bizEntityKey, Duration maxWait) {
        OptionalInt limit = perSecond.apply(bizEntityKey);
        if (limit.isEmpty()) {
            return Permit.UNLIMITED;
        }
        Slots ofEntity = slots.computeIfAbsent(
                bizEntityKey, key -> new Slots(key, limit.getAsInt(), buckets.apply(key), nanoTime));
        try {
            Slot slot = await(ofEntity, nanoTime.getAsLong() + maxWait.toNanos());
            return slot == null ? refused(ofEntity, maxWait) : granted(ofEntity, slot);
        } catch (InterruptedException e) { // the application stops
            Thread.currentThread().interrupt();
            return refused(ofEntity, maxWait);
        }
    }

    private @Nullable Slot await(Slots ofEntity, long deadline) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Slot slot = ofEntity.next(deadline);
            if (slot == null) {
                return null;
            }
            sleepUntil(ofEntity, slot);
            if (ofEntity.isUsable(slot)) {
                return slot;
            }
        }
        return null;
    }

    private void sleepUntil(Slots ofEntity, Slot slot) throws InterruptedException {
        try {
            for (long left = left(slot); left > 0; left = left(slot)) {
                pause.sleep(left);
            }
        } catch (InterruptedException e) {
            ofEntity.giveBack(slot);
            throw e;
        }
    }

    private long left(Slot slot) {
        return slot.at() - nanoTime.getAsLong();
    }

    private Permit granted(Slots ofEntity, Slot slot) {
        Instant beginUntil = clock.instant().plusNanos(ofEntity.usableFor(slot));
        return Permit.granted(beginUntil, () -> ofEntity.giveBack(slot));
    }

    /** A refused caller comes back a little before its time, and waits for the rest: whoever executes it may be late. */
    private Permit refused(Slots ofEntity, Duration maxWait) {
        long wait = ofEntity.place() - nanoTime.getAsLong() - (long) (maxWait.toNanos() * LEAD);
        Duration pauseBefore = Duration.ofNanos(wait).compareTo(MIN_PAUSE) > 0 ? Duration.ofNanos(wait) : MIN_PAUSE;
        return Permit.refused(clock.instant().plus(pauseBefore).truncatedTo(ChronoUnit.MICROS));
    }
}
