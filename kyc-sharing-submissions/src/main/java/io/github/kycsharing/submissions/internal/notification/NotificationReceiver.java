package io.github.kycsharing.submissions.internal.notification;

import io.github.kycsharing.spring.internal.SharingEntity;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives notifications: checks the sender, collects the body and stores a wake-up, on threads of its own. It makes no outgoing call and
 * calls no listener. The web server only passes on what arrives, so that a slow sender occupies neither a thread nor a database
 * connection.
 */
public final class NotificationReceiver implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotificationReceiver.class);
    private static final String THREADS = "kyc-sharing-notifications-";
    private static final int WORKERS = 4;
    private static final int MAX_QUEUED = 256;
    private static final long SHUTDOWN_SECONDS = 5;

    private final NotificationTokens tokens;
    private final List<SourceNetwork> networks;
    private final ReceiverLimits limits;
    private final NotificationObserver observer;
    private final WakeUpStep wakeUp;
    private final OpenBodies bodies;
    private final ThreadPoolExecutor workers;

    /** Receives from all networks if there is none in the list. */
    public NotificationReceiver(
            NotificationTokens tokens,
            List<SourceNetwork> networks,
            ReceiverLimits limits,
            WakeUps wakeUps,
            NotificationObserver observer) {
        this.tokens = tokens;
        this.networks = List.copyOf(networks);
        this.limits = limits;
        this.observer = observer;
        this.wakeUp = new WakeUpStep(wakeUps, limits.maxWakeUpsPerSecond());
        this.bodies = new OpenBodies(limits.maxConcurrent(), limits.bodyTimeout(), threads("timer-"));
        this.workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MAX_QUEUED), threads(""));
        this.workers.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, THREADS + name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Creates a delivery. It does nothing until {@link Delivery#start()}.
     *
     * @param responder sends the response; called once, on any thread
     */
    public Delivery deliver(NotificationRequest request, Consumer<NotificationResult> responder) {
        return new Delivery(this, request, responder);
    }

    /** The result of a request that does not come from an allowed network or has no valid token; empty for other requests. */
    public Optional<NotificationResult> reject(String remoteAddress, String token) {
        if (!isAllowed(remoteAddress)) {
            return Optional.of(NotificationResult.FORBIDDEN);
        }
        return tokens.ownerOf(token).isEmpty() ? Optional.of(NotificationResult.NOT_FOUND) : Optional.empty();
    }

    Optional<SharingEntity> ownerOf(String token) {
        return tokens.ownerOf(token);
    }

    boolean isAllowed(String remoteAddress) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(remoteAddress));
    }

    int maxBytes() {
        return limits.maxBytes();
    }

    OpenBodies bodies() {
        return bodies;
    }

    /** Stores the wake-up of a complete delivery on a thread of the receiver. */
    void process(Delivery delivery, SharingEntity entity, byte[] body, List<String> signatures) {
        try {
            workers.execute(() -> {
                if (delivery.isWaiting()) {
                    delivery.end(wakeUp.execute(entity, body, signatures));
                }
            });
        } catch (RejectedExecutionException e) {
            delivery.end(NotificationResult.BUSY); // The queue is full, or the application stops.
        }
    }

    void onResult(Optional<String> client, NotificationResult result) {
        log.debug("Notification for the client {}: {}", client.orElse("none"), result);
        observer.onResult(client, result);
    }

    /** Ends all deliveries, and waits for wake-ups that are being stored. */
    @Override
    public void close() {
        bodies.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
