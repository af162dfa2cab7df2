package io.github.kycsharing.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The exchange's time: a clock, and how far a test has moved ahead of it. */
final class ExchangeClock {
    private final Clock clock;
    private volatile Duration ahead = Duration.ZERO;

    ExchangeClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(ahead);
    }

    /** Time never goes back. */
    synchronized void moveTo(Instant then) {
        Duration needed = Duration.between(clock.instant(), then);
        ahead = needed.compareTo(ahead) > 0 ? needed : ahead;
    }
}
