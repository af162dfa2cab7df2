package io.github.kycsharing.spring.actuate;

import io.github.kycsharing.spi.CallOutcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts calls by outcome within the last minutes. Counts by the minute, so memory does not grow with the call rate. */
final class OutcomeCounts {
    static final int MINUTES = 15;

    private final NavigableMap<Long, Map<CallOutcome, Long>> byMinute = new TreeMap<>();

    synchronized void add(CallOutcome outcome, Instant at) {
        byMinute.headMap(first(at)).clear();
        byMinute.computeIfAbsent(minute(at), minute -> new EnumMap<>(CallOutcome.class))
                .merge(outcome, 1L, Long::sum);
    }

    /** The counts of the minute under way and those before it, zeros included. */
    synchronized Map<CallOutcome, Long> until(Instant now) {
        Map<CallOutcome, Long> sums = new EnumMap<>(CallOutcome.class);
        Arrays.stream(CallOutcome.values()).forEach(outcome -> sums.put(outcome, 0L));
        byMinute.tailMap(first(now))
                .values()
                .forEach(counts -> counts.forEach((outcome, count) -> sums.merge(outcome, count, Long::sum)));
        return sums;
    }

    private static long first(Instant now) {
        return minute(now) - MINUTES + 1;
    }

    private static long minute(Instant at) {
        return TimeUnit.SECONDS.toMinutes(at.getEpochSecond());
    }
}
