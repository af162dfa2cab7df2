package io.github.kycsharing.submissions.internal.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double up to a limit, with a jitter of a fifth so that instances and submissions do not call together. */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;
    private static final double JITTER = 0.2;

    private Backoff() {}

    /** Pause before the next try, after this many failures: one or more. */
    public static Duration pause(Duration initial, Duration max, int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        Duration pause = initial.multipliedBy(1L << doublings);
        Duration capped = pause.compareTo(max) < 0 ? pause : max;
        double factor = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (capped.toMillis() * factor));
    }
}
