package io.github.kycsharing.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * When the time of a whole call is up, and whether it may still send. Whoever gives a call up before it sends takes the right to
 * send away from it, so that a thread that goes on later cannot make the outcome a lie.
 */
public final class Deadline {
    private final long end;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.PREPARING);
    private volatile int attempts;
    private volatile Instant firstAttemptAt = Instant.EPOCH;
    private volatile Instant lastAttemptAt = Instant.EPOCH;

    private Deadline(long end) {
        this.end = end;
    }

    /**
     * Starts the time of a call.
     *
     * @param total how long it may take
     * @return its deadline
     */
    public static Deadline after(Duration total) {
        return new Deadline(System.nanoTime() + total.toNanos());
    }

    /**
     * The time left.
     *
     * @return negative or zero once it is up
     */
    public Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /**
     * Whether the time is up.
     *
     * @return true from the deadline on
     */
    public boolean isOver() {
        return end - System.nanoTime() <= 0;
    }

    /**
     * Gives the call up, unless it has begun to send.
     *
     * @return true if nothing of it was sent and nothing will be
     */
    public boolean giveUp() {
        return stage.compareAndSet(Stage.PREPARING, Stage.GIVEN_UP);
    }

    /**
     * Whether the call's outcome was told to the caller before it ended.
     *
     * @return true if what the call still comes to is nobody's to hear
     */
    public boolean isGivenUp() {
        Stage now = stage.get();
        return now == Stage.GIVEN_UP || now == Stage.ABANDONED;
    }

    /**
     * Gives the call up although it may have sent something; it sends no further attempt.
     *
     * @return false if it was given up before
     */
    public boolean abandon() {
        return stage.compareAndSet(Stage.SENDING, Stage.ABANDONED);
    }

    /**
     * How many attempts have begun.
     *
     * @return zero before the first
     */
    public int attempts() {
        return attempts;
    }

    /**
     * When the first attempt began.
     *
     * @return the time by this machine's clock; the epoch if there was none
     */
    public Instant firstAttemptAt() {
        return firstAttemptAt;
    }

    /**
     * When the last attempt began.
     *
     * @return the time by this machine's clock; the epoch if there was none
     */
    public Instant lastAttemptAt() {
        return lastAttemptAt;
    }

    /** Takes the right to send; false if the time is up or the call was given up. */
    boolean startSending() {
        if (isOver() && stage.get() == Stage.PREPARING) {
            return false;
        }
        return stage.compareAndSet(Stage.PREPARING, Stage.SENDING) || stage.get() == Stage.SENDING;
    }

    void onAttemptStarted(AttemptTracker<?> history) {
        firstAttemptAt = history.firstAttemptAt();
        lastAttemptAt = history.lastAttemptAt();
        attempts = history.attempts();
    }

    boolean leavesRoomFor(Duration wait) {
        return wait.compareTo(left()) < 0;
    }

    private enum Stage {
        PREPARING,
        SENDING,
        GIVEN_UP,
        ABANDONED
    }
}
