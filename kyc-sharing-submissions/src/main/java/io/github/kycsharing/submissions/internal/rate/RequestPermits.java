package io.github.kycsharing.submissions.internal.rate;

import java.time.Duration;

/** Permits for calls to the exchange: one for each attempt, so that all instances together keep the limit of an access entity. */
@FunctionalInterface
public interface RequestPermits {
    /** Gives every permit at once. */
    RequestPermits UNLIMITED = (bizEntityKey, maxWait) -> Permit.UNLIMITED;

    /**
     * Takes the next permit, and waits for its time.
     *
     * @param bizEntityKey the access entity
     * @param maxWait longest time that this thread may wait; if the permit is further away, nothing is taken
     * @return the permit, or when to try again
     */
    Permit acquire(String bizEntityKey, Duration maxWait);
}
