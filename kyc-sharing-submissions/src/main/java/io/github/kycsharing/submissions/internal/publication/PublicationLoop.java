package io.github.kycsharing.submissions.internal.publication;

import io.github.kycsharing.submissions.internal.store.EventStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes due events on threads of its own, so that slow listeners delay no delivery. It is a {@link SmartLifecycle}, so that as a bean it
 * starts and stops with the application context without an init or destroy method.
 */
public final class PublicationLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PublicationLoop.class);

    private final List<EventPublication> publications;
    private final PublicationOptions options;
    /** One signal wakes one thread, which wakes the next one if there is enough to do. */
    private final BlockingQueue<Boolean> signals = new ArrayBlockingQueue<>(1);

    private final AtomicLong nextPoll = new AtomicLong(System.nanoTime());
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean failing;

    /** Publishes nothing before {@link #start()}. */
    public PublicationLoop(List<EventPublication> publications, PublicationOptions options) {
        this.publications = List.copyOf(publications);
        this.options = options;
    }

    /** Publishes due events soon. Returns at once; repeated calls are combined. */
    public void wake() {
        signals.offer(true);
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        for (int i = 1; i <= options.threads(); i++) {
            int first = i;
            Thread thread = new Thread(() -> run(first), "kyc-sharing-publication-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void run(int first) {
        try {
            while (running) {
                if (awaitTurn()) {
                    publishAll(first);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the application ends its threads
        }
    }

    /** Waits for a signal or the next poll, which is one thread's turn: the first that is free. */
    private boolean awaitTurn() throws InterruptedException {
        long due = nextPoll.get();
        if (signals.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS) != null) {
            return true;
        }
        return nextPoll.compareAndSet(
                due, System.nanoTime() + options.pollInterval().toNanos());
    }

    private void publishAll(int first) {
        try {
            boolean published = true;
            while (published && running) {
                published = false;
                for (int i = 0; i < EventStore.SHARDS && running; i++) {
                    if (publishDue((first + i) % EventStore.SHARDS)) {
                        published = true;
                        wake();
                    }
                }
            }
            failing = false;
        } catch (RuntimeException | Error e) { // the database's; the next poll repeats it
            if (!failing) {
                log.warn("The publication of events failed: {}", e.getClass().getName());
            }
            failing = true;
        }
    }

    private boolean publishDue(int shard) {
        boolean published = false;
        for (EventPublication publication : publications) {
            published |= publication.publishDue(shard, () -> running);
        }
        return published;
    }

    @Override
    public synchronized void stop() {
        running = false;
        long deadline = System.nanoTime() + options.shutdownTimeout().toNanos();
        try {
            for (Thread thread : threads) { // not interrupted: that would close the file of an embedded H2 database
                wake();
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                thread.join(Math.max(left, 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    /** At the same time as the engine, so that both fit into the context's timeout. */
    @Override
    public void stop(Runnable callback) {
        new Thread(
                        () -> {
                            try {
                                stop();
                            } finally {
                                callback.run();
                            }
                        },
                        "kyc-sharing-stop")
                .start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096; // as the engine
    }
}
