package io.github.kycsharing.submissions.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * This machine's clock, corrected by the difference to the database's clock, so that instances whose clocks differ agree on what is due
 * and who is dead. No {@link java.time.Clock}, since a bean of that type would be one too many where an application injects its own.
 */
public final class DatabaseClock implements InstantSource {
    private final InstantSource machine;
    private volatile Duration ahead = Duration.ZERO;

    /** Starts without a difference. */
    public DatabaseClock(InstantSource machine) {
        this.machine = machine;
    }

    /** Sets the difference. */
    public void correct(Instant databaseTime) {
        ahead = Duration.between(machine.instant(), databaseTime);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    /** Converts the database's time to this machine's, for the deadline of a call. */
    public Instant toMachineTime(Instant databaseTime) {
        return databaseTime.minus(ahead);
    }
}
