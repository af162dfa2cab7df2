package io.github.kycsharing.benchmarks;

import io.github.kycsharing.benchmarks.Results.Heap;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Measures the heap of a call in flight: connection, buffers, and the record with its bytes. */
final class HeapPart {
    private static final List<Variant> VARIANTS = List.of(Variant.RAW, Variant.OURS, Variant.OURS_ASYNC);

    private final Options options;
    private final ServerProcess server;
    private final int delayMillis;

    HeapPart(Options options, ServerProcess server) {
        this.options = options;
        this.server = server;
        this.delayMillis = options.isSmoke() ? 1_500 : 3_000;
    }

    List<Heap> run(int... numbers) throws Exception {
        Map<String, Heap> rows = new LinkedHashMap<>();
        int rounds = Math.min(3, options.rounds());
        for (int calls : numbers) {
            for (int round = 0; round < rounds; round++) {
                for (Variant variant : VARIANTS) {
                    Progress.say("heap of " + calls + " calls, " + variant);
                    rows.computeIfAbsent(calls + variant.name(), key -> new Heap(calls, variant, new ArrayList<>()))
                            .bytesPerCall()
                            .add(bytesPerCall(variant, calls));
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private double bytesPerCall(Variant variant, int calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try (Caller caller = variant.caller(server.target(false, delayMillis), SyntheticRecords.SMALL)) {
            // Creates the objects that all calls share.
            once(caller, variant).get();
            inAll(threads, calls, () -> null);
            long before = used();
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                ends.add(
                        variant == Variant.OURS_ASYNC
                                ? caller.callAsync()
                                : threads.submit(() -> {
                                    caller.call();
                                    return caller;
                                }));
            }
            TimeUnit.MILLISECONDS.sleep(delayMillis / 2);
            long during = used();
            for (Future<?> end : ends) {
                if (end.isDone()) {
                    throw new IllegalStateException("A call ended before the heap was measured");
                }
            }
            for (Future<?> end : ends) {
                end.get();
            }
            return (during - before) / (double) calls;
        } finally {
            threads.shutdown();
        }
    }

    private static Future<?> once(Caller caller, Variant variant) {
        if (variant == Variant.OURS_ASYNC) {
            return caller.callAsync();
        }
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            return single.submit(() -> {
                caller.call();
                return caller;
            });
        } finally {
            single.shutdown();
        }
    }

    private static void inAll(ExecutorService threads, int number, Callable<?> task) throws Exception {
        List<Callable<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            tasks.add(task::call);
        }
        for (Future<?> end : threads.invokeAll(tasks)) {
            end.get();
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
