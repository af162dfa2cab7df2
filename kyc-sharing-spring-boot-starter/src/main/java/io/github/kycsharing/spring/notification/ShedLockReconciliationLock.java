package io.github.kycsharing.spring.notification;

import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;

/** A lock that all instances see. */
final class ShedLockReconciliationLock implements ReconciliationLock {
    static final String NAME = "kyc-sharing-reconciliation";

    private final LockingTaskExecutor executor;
    private final Duration heldAtLeast;

    /**
     * Makes the lock.
     *
     * @param heldAtLeast how long it is held even if the work was done sooner, for an instance whose clock is late
     */
    ShedLockReconciliationLock(LockProvider provider, Duration heldAtLeast) {
        this.executor = new DefaultLockingTaskExecutor(provider);
        this.heldAtLeast = heldAtLeast;
    }

    @Override
    public void whileHeld(Duration longest, Runnable work) {
        Duration atMost = longest.compareTo(heldAtLeast) > 0 ? longest : heldAtLeast;
        // Those that count by the database's time take the durations only.
        executor.executeWithLock(work, new LockConfiguration(Clock.systemUTC().instant(), NAME, atMost, heldAtLeast));
    }
}
