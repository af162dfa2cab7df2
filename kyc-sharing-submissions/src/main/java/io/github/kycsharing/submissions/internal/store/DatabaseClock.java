package io.github.kycsharing.submissions.internal.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * This machine's clock, corrected by the difference to the database's clock, so that instances whose clocks differ agree on what is due
 * and who is dead.
 */
public final class DatabaseClock extends Clock {
    private final Clock machine;
    private volatile Duration ahead = Duration.ZERO;

    public DatabaseClock(Clock machine) {
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

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Instants only");
    }
}
