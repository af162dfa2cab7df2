package io.github.kycsharing.internal.transport;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions at their deadlines. All clients of the process share its threads, which start with the first client: a process
 * that cannot create another thread still enforces its deadlines.
 *
 * <p>Nearly all deadlines are withdrawn before they are due, so adding and removing one costs no system call while an earlier one
 * is pending. A {@link java.util.concurrent.ScheduledThreadPoolExecutor} wakes its thread for each entry of an empty queue, which
 * is each call of a single caller.
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
     * Opens a watch, and starts the threads with the first one.
     *
     * @return a watch, which the caller closes
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
     * Runs an action once after a delay, on the watch's own thread.
     *
     * @param wait the delay
     * @param action must not block
     * @return the entry; closing it cancels the action
     */
    public Entry after(Duration wait, Runnable action) {
        Entry entry = new Entry(core, System.nanoTime() + wait.toNanos(), action);
        core.add(entry);
        return entry;
    }

    /**
     * Runs an action that may block, such as the application's stages of a future, on one of a few threads.
     *
     * @param action the action
     */
    public void handOver(Runnable action) {
        core.completing.execute(action);
    }

    /** Ends the threads with the last watch, once no entry is pending. */
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

    /** An action with its deadline. */
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

        /** Cancels the action, unless it has started. */
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
        private final Thread thread = new Thread(this, "kyc-sharing-deadlines");
        private final CallThreads completing =
                new CallThreads(COMPLETING, Integer.MAX_VALUE, CallThreads.daemons("kyc-sharing-late-")).keepAlive();
        private volatile long wakeAt = System.nanoTime();
        private volatile boolean stopped;

        void start() {
            thread.setDaemon(true);
            thread.start();
        }

        void add(Entry entry) {
            entries.add(entry);
            if (entry.due - wakeAt < 0) {
                LockSupport.unpark(thread);
            }
        }

        void stop() {
            stopped = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            while (!stopped || !entries.isEmpty()) {
                // Set before the entries are read, so that an entry added afterwards wakes this thread.
                wakeAt = System.nanoTime() + LONG;
                long wait = runDue();
                if (wait > 0 && !(stopped && entries.isEmpty())) {
                    wakeAt = System.nanoTime() + wait;
                    LockSupport.parkNanos(this, wait);
                }
            }
            completing.shutdown();
        }

        /** Runs all due actions and returns the time until the next deadline. */
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
                // The other deadlines must be kept.
                log.warn("The action of a deadline failed with {}", e.getClass().getName());
            }
        }
    }
}
