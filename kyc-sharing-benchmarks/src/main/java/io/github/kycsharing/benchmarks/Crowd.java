package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Results.Round;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Concurrent callers. Each one calls again as soon as it has received its response. */
abstract class Crowd {
    private final int callers;

    Crowd(int callers) {
        this.callers = callers;
    }

    static Crowd of(Variant variant, int callers) {
        return switch (variant) {
            case OURS_ASYNC -> new Chained(callers);
            case OURS_VIRTUAL -> new Threaded(callers, true);
            default -> new Threaded(callers, false);
        };
    }

    /** Calls for the given time, and waits for the calls in flight. */
    final Round run(Caller caller, double seconds) throws Exception {
        List<Latencies> latencies = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            latencies.add(new Latencies());
        }
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        run(caller, latencies, end);
        double elapsed = (System.nanoTime() - start) / 1e9;
        long[] all =
                latencies.stream().flatMapToLong(Latencies::stream).sorted().toArray();
        return new Round(all.length / elapsed, micros(all, 0.50), micros(all, 0.99));
    }

    abstract void run(Caller caller, List<Latencies> latencies, long end) throws Exception;

    private static double micros(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(sorted.length * quantile) - 1] / 1e3;
    }

    private static final class Threaded extends Crowd {
        private final boolean virtual;

        Threaded(int callers, boolean virtual) {
            super(callers);
            this.virtual = virtual;
        }

        @Override
        void run(Caller caller, List<Latencies> latencies, long end) throws Exception {
            ExecutorService threads =
                    virtual ? VirtualThreads.executor() : Executors.newFixedThreadPool(latencies.size());
            try {
                List<Future<?>> ends = new ArrayList<>();
                for (Latencies mine : latencies) {
                    ends.add(threads.submit(() -> {
                        repeat(caller, mine, end);
                        return mine;
                    }));
                }
                for (Future<?> each : ends) {
                    each.get();
                }
            } finally {
                threads.shutdown();
            }
        }

        private static void repeat(Caller caller, Latencies mine, long end) throws Exception {
            long begin = System.nanoTime();
            do {
                caller.call();
                long now = System.nanoTime();
                mine.add(now - begin);
                begin = now;
            } while (begin < end);
        }
    }

    private static final class Chained extends Crowd {
        Chained(int callers) {
            super(callers);
        }

        @Override
        void run(Caller caller, List<Latencies> latencies, long end) throws Exception {
            CountDownLatch running = new CountDownLatch(latencies.size());
            CompletableFuture<Void> failure = new CompletableFuture<>();
            latencies.forEach(mine -> next(caller, mine, end, running, failure));
            running.await();
            if (failure.isDone()) {
                failure.get();
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the latch reports the outcome
        private static void next(
                Caller caller, Latencies mine, long end, CountDownLatch running, CompletableFuture<Void> failure) {
            long begin = System.nanoTime();
            caller.callAsync().whenComplete((result, problem) -> {
                long now = System.nanoTime();
                mine.add(now - begin);
                if (problem != null) {
                    failure.completeExceptionally(problem);
                }
                if (now < end && problem == null) {
                    next(caller, mine, end, running, failure);
                } else {
                    running.countDown();
                }
            });
        }
    }

    /** Written by one caller at a time. */
    static final class Latencies {
        private long[] nanos = new long[1024];
        private int size;

        void add(long latency) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, size * 2);
            }
            nanos[size++] = latency;
        }

        LongStream stream() {
            return Arrays.stream(nanos, 0, size);
        }
    }
}
