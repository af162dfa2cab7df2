package io.github.kycsharing.submissions.internal.publication;

import io.github.kycsharing.submissions.internal.store.CustomerEventRow;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events of customers. */
public final class CustomerOutbox implements Outbox {
    private final CustomerEventStore events;
    private final CustomerEvents contents;

    /** Reads events with these contents. */
    public CustomerOutbox(CustomerEventStore events, CustomerEvents contents) {
        this.events = events;
        this.contents = contents;
    }

    @Override
    public List<Long> due(int shard, Instant now, int limit) {
        return events.due(shard, now, limit);
    }

    @Override
    public Optional<Pending> lock(long id) {
        return events.lockUnpublished(id)
                .map(event -> new Pending(
                        event.publishFailures(), () -> description(event), () -> Optional.of(contents.read(event))));
    }

    private static String description(CustomerEventRow event) {
        return event.id() + " (" + event.kind() + " of " + event.subjectId() + ")";
    }

    @Override
    public void markPublished(long id, Instant at) {
        events.markPublished(id, at);
    }

    @Override
    public void postpone(long id, int failures, Instant until) {
        events.postpone(id, failures, until);
    }
}
