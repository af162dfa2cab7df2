package io.github.kycsharing.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The exchange's time: a clock plus the time that a test has added. */
final class ExchangeClock {
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    ExchangeClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(ahead);
    }

    /** Refuses to go back in time. */
    synchronized void moveTo(Instant then) {
        Duration needed = Duration.between(clock.instant(), then);
        ahead = needed.compareTo(ahead) > 0 ? needed : ahead;
    }
}
