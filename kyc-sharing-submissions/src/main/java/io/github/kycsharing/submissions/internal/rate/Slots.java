package io.github.kycsharing.submissions.internal.rate;

import io.github.kycsharing.submissions.internal.store.FailureOrigin;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permits of an access entity on this instance. It reserves time for a block of requests, and hands them out evenly spaced. Reserving
 * excludes other reservations of this entity only. All times are by {@code nanoTime}.
 */
final class Slots {
    /** Requests of a tenth of a second are reserved at once: a reservation costs a round trip. */
    private static final int BLOCKS_PER_SECOND = 10;
    /** A permit that is the only one of its block causes no burst, so that it may be used later. */
    private static final long SINGLE_USABLE = TimeUnit.SECONDS.toNanos(2);
    /** Refused callers come back one after another within the time of so many requests. */
    private static final int PLACES = 32;

    private static final long FAILURE_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final Logger log = LoggerFactory.getLogger(Slots.class);

    private final String bizEntityKey;
    private final long interval;
    private final int blockSize;
    private final TimeBucket bucket;
    private final LongSupplier nanoTime;
    private final ReentrantLock reservation = new ReentrantLock(true);
    private final PriorityQueue<Slot> free = new PriorityQueue<>(Comparator.comparingLong(Slot::at));
    private long lastBlock;
    private long lastPlace;
    private long noReservationUntil;
    private boolean failing;

    /**
     * A time at which one request may be made.
     *
     * @param at the time
     * @param block number of its block
     */
    record Slot(long at, long block) {}

    Slots(String bizEntityKey, int perSecond, TimeBucket bucket, LongSupplier nanoTime) {
        this.bizEntityKey = bizEntityKey;
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.blockSize = Math.max(1, perSecond / BLOCKS_PER_SECOND);
        this.bucket = bucket;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.lastPlace = now;
        this.noReservationUntil = now;
    }

    /** The next slot, if it begins by the deadline; null if it is later, or cannot be reserved. */
    @Nullable
    Slot next(long deadline) throws InterruptedException {
        Slot slot = take(deadline);
        if (slot != null || hasFree()) {
            return slot;
        }
        if (!reservation.tryLock(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS)) {
            return null;
        }
        try {
            slot = take(deadline);
            if (slot == null && !hasFree() && mayReserve()) {
                reserve();
                slot = take(deadline);
            }
            return slot;
        } finally {
            reservation.unlock();
        }
    }

    /** Whether a request may begin in this slot now: a process that slept must not send what it missed. */
    synchronized boolean isUsable(Slot slot) {
        long now = nanoTime.getAsLong();
        return now - usableUntil(slot) < 0
                || (blockSize == 1 && slot.block() == lastBlock && now - (slot.at() + SINGLE_USABLE) < 0);
    }

    /** How long a request may still begin in a slot that is usable. */
    long usableFor(Slot slot) {
        long left = usableUntil(slot) - nanoTime.getAsLong();
        return Math.max(left, blockSize == 1 ? interval : 0);
    }

    private long usableUntil(Slot slot) {
        return slot.at() + blockSize * interval;
    }

    synchronized void giveBack(Slot slot) {
        if (isUsable(slot)) {
            free.add(slot);
        }
    }

    /** A time for the next caller that was refused: each gets its own, so that they do not all come back at once. */
    synchronized long place() {
        long now = nanoTime.getAsLong();
        long earliest = free.isEmpty() ? now : Math.max(now, free.peek().at());
        earliest = Math.max(earliest, noReservationUntil);
        lastPlace = Math.max(lastPlace + interval, earliest);
        if (lastPlace - earliest > PLACES * interval) {
            lastPlace = earliest;
        }
        return lastPlace;
    }

    private synchronized @Nullable Slot take(long deadline) {
        while (!free.isEmpty() && !isUsable(free.peek())) {
            free.remove();
        }
        // What is due now needs no wait, however long the reservation took.
        long latest = Math.max(deadline, nanoTime.getAsLong());
        return free.isEmpty() || free.peek().at() > latest ? null : free.remove();
    }

    private synchronized boolean hasFree() {
        return !free.isEmpty();
    }

    private synchronized boolean mayReserve() {
        return nanoTime.getAsLong() >= noReservationUntil;
    }

    private void reserve() {
        try {
            add(bucket.reserve(blockSize * interval));
        } catch (RuntimeException e) { // of the database or the bucket: nothing is sent without a reservation
            onFailure(e);
        }
    }

    private synchronized void add(long start) {
        failing = false;
        lastBlock++;
        for (int i = 0; i < blockSize; i++) {
            free.add(new Slot(start + i * interval, lastBlock));
        }
    }

    private synchronized void onFailure(RuntimeException e) {
        noReservationUntil = nanoTime.getAsLong() + FAILURE_PAUSE;
        if (!failing) {
            failing = true;
            log.warn(
                    "No requests can be reserved for the access entity {}: {}. Nothing is sent for it until the database responds",
                    bizEntityKey,
                    FailureOrigin.of(e));
        }
    }
}
