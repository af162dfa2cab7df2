package io.github.kycsharing.benchmarks;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads, by reflection: this module is compiled for Java 17. */
final class VirtualThreads {
    private static final String FACTORY = "newVirtualThreadPerTaskExecutor";

    private VirtualThreads() {}

    static boolean exist() {
        return Runtime.version().feature() >= 21;
    }

    static ExecutorService executor() {
        try {
            Method factory = Executors.class.getMethod(FACTORY);
            return (ExecutorService) factory.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java has no virtual threads", e);
        }
    }
}
