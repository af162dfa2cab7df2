package io.github.kycsharing.internal.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Enforces the timeouts of one attempt: of the whole attempt, of each write and of each wait for the server. OkHttp's own
 * timeouts take a lock of the process for each read and each write, and a thread that the process may not get.
 *
 * <p>Progress moves the deadline and nothing else. The action that is scheduled once for the attempt compares the deadline with
 * the time, and is scheduled again if the deadline has moved.
 */
final class AttemptTimeout implements AutoCloseable {
    private final DeadlineWatch watch;
    private final Runnable cancel;
    private final long writeNanos;
    private final long readNanos;
    private final long end;
    private volatile long deadline;
    private volatile boolean expired;
    private volatile boolean closed;
    private volatile DeadlineWatch.@Nullable Entry entry;

    /**
     * Starts the time of an attempt.
     *
     * @param watch runs the action
     * @param total timeout of the attempt, connecting included
     * @param write timeout of each write
     * @param read timeout of each wait for the server
     * @param cancel ends the attempt from another thread
     */
    AttemptTimeout(DeadlineWatch watch, Duration total, Duration write, Duration read, Runnable cancel) {
        this.watch = watch;
        this.cancel = cancel;
        this.writeNanos = write.toNanos();
        this.readNanos = read.toNanos();
        this.end = System.nanoTime() + total.toNanos();
        this.deadline = end;
        schedule(System.nanoTime());
    }

    /** Called before a write. */
    void onWrite() {
        deadline = System.nanoTime() + writeNanos;
    }

    /** Called when the request is written, and for each part of the response. */
    void onProgress() {
        deadline = System.nanoTime() + readNanos;
    }

    /** Returns whether a timeout has ended the attempt. */
    boolean isExpired() {
        return expired;
    }

    private void check() {
        long now = System.nanoTime();
        if (Math.min(end - now, deadline - now) > 0) {
            schedule(now);
        } else if (!closed) {
            expired = true;
            cancel.run();
        }
    }

    /** Schedules the next check no later than the earliest deadline that may be set until then. */
    private void schedule(long now) {
        long wait = Math.min(Math.min(end - now, deadline - now), Math.min(writeNanos, readNanos));
        entry = watch.after(Duration.ofNanos(Math.max(wait, 0)), this::check);
        if (closed) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        DeadlineWatch.Entry scheduled = entry;
        if (scheduled != null) {
            scheduled.close();
        }
    }
}
