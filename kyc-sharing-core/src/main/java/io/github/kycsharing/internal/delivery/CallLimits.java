package io.github.kycsharing.internal.delivery;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Limits on what one client puts on the exchange, so that a back-fill does not trip it. Each attempt counts. */
public final class CallLimits {
    private final @Nullable Semaphore concurrent;
    private final @Nullable Bucket rate;

    /**
     * Makes the limits.
     *
     * @param maxConcurrent how many attempts may be under way at once, unlimited if empty
     * @param maxPerSecond how many attempts may begin in a second, unlimited if empty
     */
    public CallLimits(OptionalInt maxConcurrent, OptionalInt maxPerSecond) {
        // Fair, so that under pressure the oldest caller does not lose its deadline to newer ones.
        this.concurrent = maxConcurrent.isPresent() ? new Semaphore(maxConcurrent.getAsInt(), true) : null;
        this.rate = maxPerSecond.isPresent() ? evenlySpaced(maxPerSecond.getAsInt()) : null;
    }

    /** A bucket of one token: a whole second's worth at once is what trips a server that counts by the second. */
    private static Bucket evenlySpaced(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** Waits for a place; false if there is none in time. A place that was given must be {@link #release released}. */
    boolean acquire(Duration longest) throws InterruptedException {
        long start = System.nanoTime();
        if (concurrent != null && !concurrent.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean acquired = false;
        try {
            long left = longest.toNanos() - (System.nanoTime() - start);
            acquired = rate == null || (left > 0 && rate.asBlocking().tryConsume(1, left));
            return acquired;
        } finally {
            if (!acquired) {
                release();
            }
        }
    }

    void release() {
        if (concurrent != null) {
            concurrent.release();
        }
    }
}
