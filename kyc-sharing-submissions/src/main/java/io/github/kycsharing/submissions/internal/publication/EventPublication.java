package io.github.kycsharing.submissions.internal.publication;

import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import io.github.kycsharing.submissions.internal.store.AfterCommit;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.FailureOrigin;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes the events of an outbox to the application's listeners, each in a transaction of its own that also marks it published. The
 * lock on its row keeps other instances and threads away, and an event is due only after the
 * customer's earlier ones that it can see. One that is committed late is published late.
 */
public final class EventPublication {
    private static final Logger log = LoggerFactory.getLogger(EventPublication.class);
    private static final int BATCH = 50;
    private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 20;

    private final Outbox outbox;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final PublicationOptions options;

    /** Publishes from this outbox. */
    public EventPublication(
            Outbox outbox,
            ApplicationEventPublisher publisher,
            TransactionTemplate tx,
            InstantSource clock,
            PublicationOptions options) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.tx = tx;
        this.clock = clock;
        this.options = options;
    }

    /** Publishes the due events of a shard. */
    public boolean publishDue(int shard) {
        return publishDue(shard, () -> true);
    }

    /**
     * Publishes the due events of a shard: one of each customer at most.
     *
     * @param goOn whether to go on with the next event
     * @return whether it published any, so that others may be due now
     */
    boolean publishDue(int shard, BooleanSupplier goOn) {
        List<Long> due = tx.execute(status -> outbox.due(shard, clock.instant(), BATCH));
        boolean published = false;
        for (long id : due) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            published |= publishReadable(id);
        }
        return published;
    }

    /** An event that cannot be read, for example since a newer version wrote it, is left to others and holds no other one back. */
    private boolean publishReadable(long id) {
        try {
            return publish(id);
        } catch (DataAccessException | TransactionException e) {
            throw e; // the database's
        } catch (RuntimeException e) {
            log.debug("The event {} cannot be read: {}", id, e.getClass().getName());
            return false;
        }
    }

    private boolean publish(long id) {
        try {
            return Boolean.TRUE.equals(tx.execute(status -> publishLocked(id)));
        } catch (MissingKeyException e) { // another instance has it
            postpone(
                    id,
                    event -> outbox.postpone(
                            id, event.failures(), clock.instant().plus(UNKNOWN_KEY_PAUSE)));
        } catch (RuntimeException | Error e) { // a listener's
            postpone(id, event -> postponeFailed(id, event, e));
        }
        return false;
    }

    private boolean publishLocked(long id) {
        Optional<Outbox.Pending> event = outbox.lock(id);
        if (event.isEmpty()) {
            return false;
        }
        content(event.get()).ifPresent(publisher::publishEvent);
        outbox.markPublished(id, clock.instant());
        return true;
    }

    private static Optional<Object> content(Outbox.Pending event) {
        try {
            return event.content().get();
        } catch (UnknownKeyException e) {
            throw new MissingKeyException();
        }
    }

    private void postpone(long id, Consumer<Outbox.Pending> postponement) {
        // The lock again: another instance may have published it since.
        tx.executeWithoutResult(status -> outbox.lock(id).ifPresent(postponement));
    }

    private void postponeFailed(long id, Outbox.Pending event, Throwable e) {
        int failures = event.failures() + 1;
        Duration pause = options.initialBackOff().multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        Duration capped = pause.compareTo(options.maxBackOff()) < 0 ? pause : options.maxBackOff();
        outbox.postpone(id, failures, clock.instant().plus(capped));
        if (failures == EventStore.FAILURES_BEFORE_WARNING) {
            Throwable cause = e instanceof UndeclaredThrowableException && e.getCause() != null ? e.getCause() : e;
            String description = event.description().get();
            AfterCommit.run(() -> log.warn(
                    "The listeners of the event {} have failed {} times, last with {}. It is published again, at most {} later",
                    description,
                    failures,
                    FailureOrigin.of(cause),
                    options.maxBackOff()));
        }
    }

    /** The key of the event's own content is missing; a listener's exception of the same cause is a failure of the listener. */
    private static final class MissingKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
