package io.github.kycsharing.spring.notification;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run came to, customer by customer. For one thread. */
final class ReconciliationRun {
    /** So many failures in a row are the exchange's and not the customers'. */
    static final int OUT_OF_REACH_AFTER = 3;

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> failuresInARow = new HashMap<>();
    private boolean begun;

    void begin() {
        begun = true;
    }

    boolean isBegun() {
        return begun;
    }

    void note(String bizEntityKey, Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.UNREACHABLE) {
            failuresInARow.merge(bizEntityKey, 1, Integer::sum);
        } else if (outcome != Outcome.SKIPPED) {
            failuresInARow.remove(bizEntityKey);
        }
    }

    /** Each entity has its own client, which may have a way of its own to the exchange. */
    boolean isOutOfReach(String bizEntityKey) {
        return failuresInARow.getOrDefault(bizEntityKey, 0) >= OUT_OF_REACH_AFTER;
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT) + " " + entry.getValue())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** What became of one customer. */
    enum Outcome {
        /** The application was told of a status. */
        CHANGED,
        /** There was nothing to tell. */
        UNCHANGED,
        /** The query or a listener failed. */
        FAILED,
        /** There was no connection or no answer. */
        UNREACHABLE,
        /** Not asked about, because the exchange is out of reach. */
        SKIPPED,
        /** Not asked about, because nobody here can ask for this entity. */
        UNKNOWN_CLIENT,
        /** The application is about to end. */
        STOPPED
    }
}
