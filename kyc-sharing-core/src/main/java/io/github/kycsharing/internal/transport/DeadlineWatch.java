package io.github.kycsharing.internal.transport;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is due when a time is up. All clients of the process share its threads, which are started with the first client and
 * not when they are needed: a process that cannot start another thread still keeps its deadlines.
 *
 * <p>Made for times that are hardly ever up: to add and to remove one costs no system call, as long as an earlier one is known.
 */
public final class DeadlineWatch implements AutoCloseable {
    private static final Object LOCK = new Object();
    private static @Nullable Shared shared;
    private static int open;

    private final Shared core;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DeadlineWatch(Shared core) {
        this.core = core;
    }

    /**
     * Starts the threads, unless there are some.
     *
     * @return a watch, to be closed
     */
    public static DeadlineWatch open() {
        synchronized (LOCK) {
            Shared core = shared;
            if (core == null) {
                core = new Shared();
                core.start();
                shared = core;
            }
            open++;
            return new DeadlineWatch(core);
        }
    }

    /**
     * Runs an action once, on the watch's own thread, unless it is withdrawn before.
     *
     * @param wait how long to wait
     * @param action does not block
     * @return withdraws the action
     */
    public Entry after(Duration wait, Runnable action) {
        Entry entry = new Entry(core, System.nanoTime() + wait.toNanos(), action);
        core.add(entry);
        return entry;
    }

    /**
     * Runs an action that may block, such as what an application has attached to a future, on one of a few threads.
     *
     * @param action what to run
     */
    public void handOver(Runnable action) {
        core.handOver(action);
    }

    /** Ends the threads with the last watch, once nothing is due any more. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        synchronized (LOCK) {
            open--;
            if (open == 0) {
                core.stop();
                shared = null;
            }
        }
    }

    /** Something that is due at a time. */
    public static final class Entry implements AutoCloseable, Comparable<Entry> {
        private static final AtomicLong NUMBERS = new AtomicLong();

        private final Shared core;
        private final long due;
        private final long number = NUMBERS.incrementAndGet();
        private final Runnable action;

        private Entry(Shared core, long due, Runnable action) {
            this.core = core;
            this.due = due;
            this.action = action;
        }

        /** Withdraws the action, unless it has begun. */
        @Override
        public void close() {
            core.entries.remove(this);
        }

        @Override
        public int compareTo(Entry other) {
            // The difference, since nanoTime may overflow.
            long later = due - other.due;
            return later != 0 ? Long.signum(later) : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry entry && entry.number == number;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    private static final class Shared implements Runnable {
        private static final Logger log = LoggerFactory.getLogger(DeadlineWatch.class);
        private static final long LONG = TimeUnit.HOURS.toNanos(1);
        private static final int COMPLETING = 4;

        private final ConcurrentSkipListSet<Entry> entries = new ConcurrentSkipListSet<>();
        private final Thread thread = daemon(this, "kyc-sharing-deadlines");
        private final ThreadPoolExecutor completing = new ThreadPoolExecutor(
                COMPLETING,
                COMPLETING,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "kyc-sharing-late"));
        private volatile long wakeAt = System.nanoTime();
        private volatile boolean stopped;

        private static Thread daemon(Runnable task, String name) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }

        void start() {
            completing.prestartCoreThread();
            thread.start();
        }

        void add(Entry entry) {
            entries.add(entry);
            if (entry.due - wakeAt < 0) {
                LockSupport.unpark(thread);
            }
        }

        void handOver(Runnable action) {
            try {
                completing.execute(action);
            } catch (OutOfMemoryError e) {
                // No further thread; the first one is there.
                completing.getQueue().add(action);
            }
        }

        void stop() {
            stopped = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            while (!stopped || !entries.isEmpty()) {
                // Before the look, so that whoever adds an entry after it wakes this thread.
                wakeAt = System.nanoTime() + LONG;
                long wait = runDue();
                if (wait > 0 && !(stopped && entries.isEmpty())) {
                    wakeAt = System.nanoTime() + wait;
                    LockSupport.parkNanos(this, wait);
                }
            }
            completing.shutdown();
        }

        /** Runs what is due and tells how long nothing else is. */
        private long runDue() {
            while (true) {
                Iterator<Entry> inOrder = entries.iterator();
                if (!inOrder.hasNext()) {
                    return LONG;
                }
                Entry first = inOrder.next();
                long wait = first.due - System.nanoTime();
                if (wait > 0) {
                    return Math.min(wait, LONG);
                }
                if (entries.remove(first)) {
                    run(first.action);
                }
            }
        }

        private static void run(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                // The others' time goes on.
                log.warn("What was due failed with {}", e.getClass().getName());
            }
        }
    }
}
