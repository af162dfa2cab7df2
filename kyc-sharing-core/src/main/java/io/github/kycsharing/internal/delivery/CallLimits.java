package io.github.kycsharing.internal.delivery;

import io.github.bucket4j.Bucket;
import io.github.kycsharing.spi.RequestLimiter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Limits on the concurrency and rate of one client's attempts, so that a back-fill does not overload the exchange. */
public final class CallLimits implements RequestLimiter {
    private final @Nullable Semaphore concurrent;
    private final @Nullable Bucket rate;

    /**
     * Creates the limits.
     *
     * @param maxConcurrent maximum number of concurrent attempts, unlimited if empty
     * @param maxPerSecond maximum number of attempts per second, unlimited if empty
     */
    public CallLimits(OptionalInt maxConcurrent, OptionalInt maxPerSecond) {
        // Fair, so that under load newer callers do not overtake the oldest one until its deadline.
        this.concurrent = maxConcurrent.isPresent() ? new Semaphore(maxConcurrent.getAsInt(), true) : null;
        this.rate = maxPerSecond.isPresent() ? evenlySpaced(maxPerSecond.getAsInt()) : null;
    }

    /** Bucket with one token: a burst of a whole second's requests could exceed the server's limit. */
    private static Bucket evenlySpaced(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public boolean acquire(Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        if (concurrent != null && !concurrent.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean acquired = false;
        try {
            long left = timeout.toNanos() - (System.nanoTime() - start);
            acquired = rate == null || (left > 0 && rate.asBlocking().tryConsume(1, left));
            return acquired;
        } finally {
            if (!acquired) {
                release();
            }
        }
    }

    @Override
    public void release() {
        if (concurrent != null) {
            concurrent.release();
        }
    }
}
