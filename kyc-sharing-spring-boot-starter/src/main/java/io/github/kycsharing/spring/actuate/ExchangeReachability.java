package io.github.kycsharing.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the exchange can be reached, as far as the calls that were made anyway can tell. */
final class ExchangeReachability {
    static final int MAX_FAILURES = 100;

    private final Deque<Instant> failuresInARow = new ArrayDeque<>();
    private @Nullable Instant latest;

    synchronized void made(Instant at) {
        failuresInARow.clear();
        latest = at;
    }

    synchronized void failed(Instant at) {
        if (failuresInARow.size() == MAX_FAILURES) {
            failuresInARow.removeFirst();
        }
        failuresInARow.addLast(at);
    }

    /** How many calls ended without contact since the last one that had it, at most {@value #MAX_FAILURES}. */
    synchronized int failuresWithin(Duration window, Instant now) {
        Instant since = now.minus(window);
        return (int) failuresInARow.stream().filter(at -> at.isAfter(since)).count();
    }

    synchronized Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }
}
