package io.github.kycsharing.submissions.internal.rate;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The times of requests, by {@link System#nanoTime}. */
final class Grants {
    private final ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();

    void add() {
        times.add(System.nanoTime());
    }

    List<Long> sorted() {
        return times.stream().sorted().toList();
    }

    /** The most of them in any period of this length. */
    int maxIn(long millis) {
        List<Long> sorted = sorted();
        long length = TimeUnit.MILLISECONDS.toNanos(millis);
        int max = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) > length) {
                first++;
            }
            max = Math.max(max, last - first + 1);
        }
        return max;
    }

    /** From the first to the last, per second. */
    double perSecond() {
        List<Long> sorted = sorted();
        return (sorted.size() - 1) * 1e9 / (sorted.get(sorted.size() - 1) - sorted.get(0));
    }
}
