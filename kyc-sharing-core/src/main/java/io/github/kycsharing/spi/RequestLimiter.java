package io.github.kycsharing.spi;

import java.time.Duration;

/**
 * Limits requests to the exchange, for example across the machines of an application. Each attempt of each call, retries and
 * queries included, needs a permit.
 */
public interface RequestLimiter {
    /**
     * Waits for a permit.
     *
     * @param timeout the longest wait: the time that the call has left. A longer wait delays the end of the call
     * @return false if there is no permit in time; the call then ends as not sent, or with an unknown outcome if an earlier attempt
     *     may have arrived. An exception has the same effect, and its message is not shown
     * @throws InterruptedException if the calling thread is interrupted
     */
    boolean acquire(Duration timeout) throws InterruptedException;

    /** Ends the attempt of an acquired permit. Called on the same thread. */
    default void release() {
        // A limit on the rate has nothing to return.
    }
}
