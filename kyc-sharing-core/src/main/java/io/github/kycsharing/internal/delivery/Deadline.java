package io.github.kycsharing.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Deadline of a call, and whether the call may still send. A call that is given up before it sends can no longer send: a thread
 * that continues later cannot contradict the reported outcome.
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
     * Starts the timeout of a call.
     *
     * @param total the total timeout
     * @return the deadline
     */
    public static Deadline after(Duration total) {
        return new Deadline(System.nanoTime() + total.toNanos());
    }

    /**
     * Time until the deadline.
     *
     * @return zero or negative after the deadline
     */
    public Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /**
     * Whether the deadline has passed.
     *
     * @return true from the deadline on
     */
    public boolean isOver() {
        return end - System.nanoTime() <= 0;
    }

    /**
     * Gives up the call, unless it has begun to send.
     *
     * @return true if the call has sent nothing and will send nothing
     */
    public boolean giveUp() {
        return stage.compareAndSet(Stage.PREPARING, Stage.GIVEN_UP);
    }

    /**
     * Whether the caller received an outcome before the call ended.
     *
     * @return true if the call must not report another outcome
     */
    public boolean isGivenUp() {
        Stage now = stage.get();
        return now == Stage.GIVEN_UP || now == Stage.ABANDONED;
    }

    /**
     * Gives up a call that may have sent a request; it makes no further attempt.
     *
     * @return false if the call was given up before, or has not begun to send
     */
    public boolean abandon() {
        return stage.compareAndSet(Stage.SENDING, Stage.ABANDONED);
    }

    /**
     * Number of attempts started.
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

    /** Begins sending; false if the deadline has passed or the call was given up. */
    boolean startSending() {
        if (isOver() && stage.get() == Stage.PREPARING) {
            return false;
        }
        return stage.compareAndSet(Stage.PREPARING, Stage.SENDING) || stage.get() == Stage.SENDING;
    }

    void onAttemptStarted(AttemptTracker<?> tracker) {
        firstAttemptAt = tracker.firstAttemptAt();
        lastAttemptAt = tracker.lastAttemptAt();
        attempts = tracker.attempts();
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
