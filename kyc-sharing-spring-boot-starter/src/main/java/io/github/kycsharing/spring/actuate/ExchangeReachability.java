package io.github.kycsharing.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tracks whether the recent calls reached the exchange. */
final class ExchangeReachability {
    static final int MAX_FAILURES = 100;

    private final Deque<Instant> failuresInARow = new ArrayDeque<>();
    private @Nullable Instant latest;

    synchronized void onReached(Instant at) {
        failuresInARow.clear();
        latest = at;
    }

    synchronized void onUnreachable(Instant at) {
        if (failuresInARow.size() == MAX_FAILURES) {
            failuresInARow.removeFirst();
        }
        failuresInARow.addLast(at);
    }

    /** The number of calls since the last one that reached the exchange, at most {@value #MAX_FAILURES}. */
    synchronized int failuresWithin(Duration window, Instant now) {
        Instant since = now.minus(window);
        return (int) failuresInARow.stream().filter(at -> at.isAfter(since)).count();
    }

    synchronized Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }
}
