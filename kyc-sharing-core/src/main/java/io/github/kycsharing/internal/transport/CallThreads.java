package io.github.kycsharing.internal.transport;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread pool with a bounded number of threads and a bounded queue. If no thread can be created, a task waits for one that
 * exists.
 */
public final class CallThreads extends ThreadPoolExecutor {
    private static final long KEEP_ALIVE_SECONDS = 30;

    /**
     * Creates a pool whose idle threads end after 30 seconds.
     *
     * @param threads the maximum number of threads
     * @param queueCapacity the maximum number of tasks that wait
     * @param factory creates the threads
     */
    public CallThreads(int threads, int queueCapacity, ThreadFactory factory) {
        super(
                threads,
                threads,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(queueCapacity),
                factory);
        allowCoreThreadTimeOut(true);
    }

    /**
     * Returns a factory of numbered daemon threads.
     *
     * @param prefix the beginning of their names
     * @return the factory
     */
    public static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Starts a first thread and keeps all threads alive, so that tasks still run when no thread can be created any more. */
    CallThreads keepAlive() {
        allowCoreThreadTimeOut(false);
        prestartCoreThread();
        return this;
    }

    /**
     * Runs a task.
     *
     * @param task the task
     * @throws java.util.concurrent.RejectedExecutionException if the queue is full or the pool is shut down
     * @throws OutOfMemoryError if the pool has no thread and none can be created
     */
    @Override
    public void execute(Runnable task) {
        try {
            super.execute(task);
        } catch (OutOfMemoryError e) {
            // The pool does not keep the task, unless it was at its maximum and has just lost its last thread.
            if (getPoolSize() == 0 || isShutdown() || !getQueue().offer(task)) {
                remove(task);
                throw e;
            }
        }
    }
}
