package io.github.kycsharing.spring.notification;

import java.time.Duration;

/** Keeps two instances of the application from asking about the same customers at the same time. */
interface ReconciliationLock {
    /** For a store that no other process uses. */
    ReconciliationLock NONE = (longest, work) -> work.run();

    /**
     * Does the work unless another instance is at it.
     *
     * @param longest how long the work may take, after which an instance that is gone no longer keeps others from it
     */
    void whileHeld(Duration longest, Runnable work);
}
