package io.github.kycsharing;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of daemon threads with a bounded queue. A task for which no thread can be created waits for one of those that
 * are there.
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
     * @throws java.util.concurrent.RejectedExecutionException if the queue is full or the threads are ended
     * @throws OutOfMemoryError if there is no thread at all and none can be created
     */
    @Override
    public void execute(Runnable task) {
        try {
            super.execute(task);
        } catch (OutOfMemoryError e) {
            // The pool has not kept the task, unless it had threads enough and has just lost the last of them.
            if (getPoolSize() == 0 || isShutdown() || !getQueue().offer(task)) {
                remove(task);
                throw e;
            }
        }
    }
}
