package io.github.kycsharing.delivery.internal;

import java.time.Duration;

/** When the time of a whole call is up. */
final class Deadline {
    private final long end;

    Deadline(Duration total) {
        this.end = System.nanoTime() + total.toNanos();
    }

    /** The time left; negative or zero once it is up. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    boolean leavesRoomFor(Duration wait) {
        return wait.compareTo(left()) < 0;
    }
}
