package io.github.kycsharing.submissions.internal.publication;

import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.FailureOrigin;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes events to the application's listeners, each in a transaction of its own that also marks it published. The lock on its row
 * keeps other instances and threads away, and an event is due only after the customer's earlier ones, so that order holds.
 */
public final class EventPublication {
    private static final Logger log = LoggerFactory.getLogger(EventPublication.class);
    private static final int BATCH = 50;
    /** After this many failures of its listeners an event needs a person. */
    public static final int FAILURES_BEFORE_WARNING = 10;

    private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 20;

    private final EventStore events;
    private final SubmissionStore submissions;
    private final RecordCipher cipher;
    private final Function<String, Optional<String>> clientName;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final PublicationOptions options;

    /** @param clientName name of the client of a bizEntityKey, if this application configures it */
    public EventPublication(
            EventStore events,
            SubmissionStore submissions,
            RecordCipher cipher,
            Function<String, Optional<String>> clientName,
            ApplicationEventPublisher publisher,
            TransactionTemplate tx,
            InstantSource clock,
            PublicationOptions options) {
        this.events = events;
        this.submissions = submissions;
        this.cipher = cipher;
        this.clientName = clientName;
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
        List<Long> due = tx.execute(status -> events.due(shard, clock.instant(), BATCH));
        boolean published = false;
        for (long id : due) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            published |= publish(id);
        }
        return published;
    }

    private boolean publish(long id) {
        try {
            return Boolean.TRUE.equals(tx.execute(status -> publishLocked(id)));
        } catch (MissingNoteKeyException e) { // another instance has it
            postpone(
                    id,
                    event -> events.postpone(
                            id, event.publishFailures(), clock.instant().plus(UNKNOWN_KEY_PAUSE)));
        } catch (RuntimeException | Error e) { // a listener's
            postpone(id, event -> postponeFailed(event, e));
        }
        return false;
    }

    private boolean publishLocked(long id) {
        Optional<EventRow> event = events.lockUnpublished(id);
        if (event.isEmpty()) {
            return false;
        }
        submissions
                .find(event.get().submissionId())
                .ifPresent(row -> publisher.publishEvent(changed(event.get(), row)));
        events.markPublished(id, clock.instant());
        return true;
    }

    private void postpone(long id, Consumer<EventRow> postponement) {
        // The lock again: another instance may have published it since.
        tx.executeWithoutResult(status -> events.lockUnpublished(id).ifPresent(postponement));
    }

    private void postponeFailed(EventRow event, Throwable e) {
        int failures = event.publishFailures() + 1;
        Duration pause = options.initialBackOff().multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        Duration capped = pause.compareTo(options.maxBackOff()) < 0 ? pause : options.maxBackOff();
        events.postpone(event.id(), failures, clock.instant().plus(capped));
        if (failures == FAILURES_BEFORE_WARNING) {
            Throwable cause = e instanceof UndeclaredThrowableException && e.getCause() != null ? e.getCause() : e;
            log.warn(
                    "The listeners of the event {} (requestNo {}) have failed {} times, last with {}. It is published again, at most {} later",
                    event.id(),
                    submissions
                            .find(event.submissionId())
                            .map(SubmissionRow::printableRequestNo)
                            .orElse("unknown"),
                    failures,
                    FailureOrigin.of(cause),
                    options.maxBackOff());
        }
    }

    private KycSubmissionChanged changed(EventRow event, SubmissionRow row) {
        return new KycSubmissionChanged(
                event.id(),
                row.id(),
                clientName.apply(row.bizEntityKey()),
                row.requestNo(),
                row.customer(),
                Optional.ofNullable(event.fromState()),
                event.state(),
                event.evidence(),
                Optional.ofNullable(event.code()),
                note(event.note(), row),
                event.occurredAt());
    }

    private Optional<String> note(@Nullable Ciphertext note, SubmissionRow row) {
        if (note == null) {
            return Optional.empty();
        }
        RecordCipher.Place place =
                new RecordCipher.Place(row.id(), row.bizEntityKey(), row.requestNo(), RecordCipher.Purpose.NOTE);
        try {
            return Optional.of(new String(cipher.decrypt(note, place), StandardCharsets.UTF_8));
        } catch (UnknownKeyException e) {
            throw new MissingNoteKeyException();
        }
    }

    /** The key of the event's own note is missing; a listener's exception of the same cause is a failure of the listener. */
    private static final class MissingNoteKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
