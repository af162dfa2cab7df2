package io.github.kycsharing;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thread pool with a bounded number of threads and a bounded queue. If no thread can be created, the task waits for an existing
 * one.
 */
final class CallThreads extends ThreadPoolExecutor {
    private static final long KEEP_ALIVE_SECONDS = 30;

    CallThreads(int threads, int queueCapacity, ThreadFactory factory) {
        super(
                threads,
                threads,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(queueCapacity),
                factory);
        allowCoreThreadTimeOut(true);
    }

    static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Runs a task.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the queue is full or the pool is shut down
     * @throws OutOfMemoryError if the pool has no thread and none can be created
     */
    @Override
    public void execute(Runnable task) {
        try {
            super.execute(task);
        } catch (OutOfMemoryError e) {
            // The pool has kept the task only if it was at its size and its last thread has just ended.
            if (getPoolSize() == 0 || isShutdown() || !getQueue().offer(task)) {
                remove(task);
                throw e;
            }
        }
    }
}
