package io.github.kycsharing.submissions.internal.notification;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries in progress, with their deadlines. Only so many bodies are read at once. A further one ends the oldest: its sender is the
 * slowest, so that slow senders exclude no one.
 */
final class OpenBodies implements AutoCloseable {
    /** Time for a complete delivery to be stored, also if the database hangs. */
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    private final int limit;
    private final Duration timeout;
    private final ScheduledThreadPoolExecutor timer;
    /** In the order of their arrival. Guarded by itself, as are the fields below. */
    private final Map<Delivery, Future<?>> reading = new LinkedHashMap<>();

    private final Map<Delivery, Future<?>> waiting = new HashMap<>();
    private boolean closed;

    OpenBodies(int limit, Duration timeout, ThreadFactory threads) {
        this.limit = limit;
        this.timeout = timeout;
        this.timer = new ScheduledThreadPoolExecutor(1, threads);
        this.timer.setRemoveOnCancelPolicy(true);
    }

    /** Adds a delivery whose body will be read. */
    void add(Delivery delivery) {
        Optional<Delivery> ended = Optional.empty();
        synchronized (reading) {
            if (closed) {
                ended = Optional.of(delivery);
            } else {
                if (reading.size() >= limit) {
                    ended = reading.keySet().stream().findFirst();
                    ended.ifPresent(oldest -> cancel(reading.remove(oldest)));
                }
                reading.put(delivery, schedule(reading, delivery, timeout));
            }
        }
        // Outside the lock, since it writes a response.
        ended.ifPresent(each -> each.end(NotificationResult.BUSY));
    }

    /** Frees the place of a body that is complete. Its delivery has a further deadline. */
    void onRead(Delivery delivery) {
        synchronized (reading) {
            cancel(reading.remove(delivery));
            if (!closed) {
                waiting.put(delivery, schedule(waiting, delivery, STORE_TIMEOUT));
            }
        }
    }

    /** Removes a delivery that has ended. */
    void remove(Delivery delivery) {
        synchronized (reading) {
            cancel(reading.remove(delivery));
            cancel(waiting.remove(delivery));
        }
    }

    private Future<?> schedule(Map<Delivery, Future<?>> deadlines, Delivery delivery, Duration delay) {
        return timer.schedule(() -> expire(deadlines, delivery), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(Map<Delivery, Future<?>> deadlines, Delivery delivery) {
        boolean isOpen;
        synchronized (reading) {
            isOpen = deadlines.remove(delivery) != null;
        }
        if (isOpen) {
            delivery.onTimeout();
        }
    }

    private static void cancel(@Nullable Future<?> deadline) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** Ends the deliveries whose bodies are being read. */
    @Override
    public void close() {
        List<Delivery> open;
        synchronized (reading) {
            closed = true;
            open = List.copyOf(reading.keySet());
        }
        open.forEach(delivery -> delivery.end(NotificationResult.BUSY));
        timer.shutdown();
    }
}
