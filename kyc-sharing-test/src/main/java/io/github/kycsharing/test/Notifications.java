package io.github.kycsharing.test;

import io.github.kycsharing.test.NotificationDelivery.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The notifications of the exchange, with their deliveries. The exchange sends a status change or a result of submitted files
 * at once to the notifyUrl of the customer's last accepted record. A delivery without a 2xx response fails and is retried 3
 * minutes later, then 5, then 10 minutes after the previous one. {@link KycExchangeSimulator#advance} advances this time. All
 * attempts have the bytes of the event, so they can arrive out of order.
 *
 * <p>The exchange calls addresses of this machine only. {@code "."} means no notification.
 */
public final class Notifications {
    /** The pauses before the second, third and fourth attempt. */
    public static final List<Duration> RETRY_PAUSES =
            List.of(Duration.ofMinutes(3), Duration.ofMinutes(5), Duration.ofMinutes(10));

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    private final ExchangeClock clock;
    private final Map<String, ExchangeEntity> entities;
    private final boolean signed;
    /** Takes the events that are due from the exchange. */
    private volatile Supplier<List<ExchangeEvent>> dueEvents = List::of;

    private final List<NotificationDelivery> deliveries = new CopyOnWriteArrayList<>();
    /** One thread, so that deliveries run one after the other in the order of their times. */
    private final ExecutorService notifier = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "kyc-exchange-notifier");
        thread.setDaemon(true);
        return thread;
    });
    /** Confined to the notifier's thread, as is the client. */
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));

    private @Nullable HttpClient http;

    Notifications(ExchangeClock clock, Map<String, ExchangeEntity> entities, boolean signed) {
        this.clock = clock;
        this.entities = entities;
        this.signed = signed;
    }

    /** All attempts since the exchange started or was reset, oldest first; a copy. */
    public List<NotificationDelivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** The attempts for one customer, oldest first. */
    public List<NotificationDelivery> ofCustomer(String entityCustomerId) {
        return deliveries.stream()
                .filter(delivery -> delivery.entityCustomerId().equals(entityCustomerId))
                .toList();
    }

    /** The number of failed deliveries that will be retried. */
    public int pending() {
        return join(
                notifier.submit(() -> (int) due.stream().filter(Due::isRetry).count()));
    }

    /**
     * Sends the bytes of an attempt once more to the same address, as a duplicate or replay does. It is not retried if it fails.
     *
     * @param delivery an attempt
     * @return the new attempt
     */
    public NotificationDelivery redeliver(NotificationDelivery delivery) {
        return join(notifier.submit(() -> {
            Sent sent = send(delivery.notifyUrl(), delivery.bizEntityKey(), delivery.body());
            NotificationDelivery repeated = delivery.again(clock.now(), sent.outcome(), sent.httpStatus());
            deliveries.add(repeated);
            return repeated;
        }));
    }

    /** Sets where the events come from that fall due at a time of {@link #publishAt}. */
    void takeDueEventsFrom(Supplier<List<ExchangeEvent>> events) {
        dueEvents = events;
    }

    void publish(ExchangeEvent event) {
        join(notifier.submit(() -> begin(event)));
    }

    void publishLater(ExchangeEvent event) {
        notifier.execute(() -> begin(event));
    }

    /** Publishes the events that are due when the time has been advanced to this point. */
    void publishAt(Instant at) {
        notifier.execute(() -> due.add(new Due(at, null)));
    }

    private void begin(ExchangeEvent event) {
        if (event.hasReceiver()) {
            attempt(clock.now(), new Attempt(event, event.body(), 1));
        }
    }

    void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative");
        }
        join(notifier.submit(() -> {
            Instant target = clock.now().plus(time);
            for (Due next = due.peek(); next != null && !next.at().isAfter(target); next = due.peek()) {
                due.remove();
                clock.moveTo(next.at());
                make(next);
            }
            clock.moveTo(target);
        }));
    }

    void clear() {
        join(notifier.submit(() -> {
            due.clear();
            deliveries.clear();
        }));
    }

    void close() {
        notifier.shutdownNow();
    }

    private void make(Due now) {
        Attempt retry = now.retry();
        if (retry == null) {
            dueEvents.get().forEach(this::begin);
        } else {
            attempt(now.at(), retry);
        }
    }

    private void attempt(Instant at, Attempt attempt) {
        ExchangeEvent event = attempt.event();
        Sent sent = send(event.notifyUrl(), event.customer().bizEntityKey(), attempt.body());
        deliveries.add(new NotificationDelivery(
                at, event, attempt.body(), attempt.number(), sent.outcome(), sent.httpStatus()));
        if (sent.outcome() == Outcome.FAILED && attempt.number() <= RETRY_PAUSES.size()) {
            due.add(new Due(at.plus(RETRY_PAUSES.get(attempt.number() - 1)), attempt.next()));
        }
    }

    private Sent send(String notifyUrl, String bizEntityKey, byte[] body) {
        Optional<URI> target = loopback(notifyUrl);
        if (target.isEmpty()) {
            return new Sent(Outcome.NOT_LOOPBACK, OptionalInt.empty());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(target.get())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        ExchangeEntity entity = entities.get(bizEntityKey);
        if (signed && entity != null) {
            request.header(BodySignature.HEADER, BodySignature.of(entity.secret(), body));
        }
        try {
            int status = http().send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return new Sent(status / 100 == 2 ? Outcome.DELIVERED : Outcome.FAILED, OptionalInt.of(status));
        } catch (IOException e) {
            return new Sent(Outcome.FAILED, OptionalInt.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent(Outcome.FAILED, OptionalInt.empty());
        }
    }

    private static Optional<URI> loopback(String notifyUrl) {
        try {
            URI uri = URI.create(notifyUrl);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            return LOOPBACK.matcher(host).matches() ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // valid by the exchange's rule for addresses, but no URI
        }
    }

    private HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
        }
        return http;
    }

    private static <T> T join(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a notification was delivered", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Something to do at a time: a further attempt, or without one the exchange's events of that time. */
    private record Due(Instant at, @Nullable Attempt retry) {
        boolean isRetry() {
            return retry != null;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Attempt(ExchangeEvent event, byte[] body, int number) {
        Attempt next() {
            return new Attempt(event, body, number + 1);
        }
    }

    private record Sent(Outcome outcome, OptionalInt httpStatus) {}
}
