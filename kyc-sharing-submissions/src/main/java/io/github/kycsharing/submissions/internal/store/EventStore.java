package io.github.kycsharing.submissions.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outbox: events that listeners have not processed. Every method joins the current transaction. */
public interface EventStore {
    /** Number of shards. The events of a customer are in one shard, so that their order holds. */
    int SHARDS = 8;

    /** After this many failures of its listeners an event needs a person. */
    int FAILURES_BEFORE_WARNING = 10;

    /** Ids of events of a shard that are due, by id; an event waits for the customer's earlier ones that are committed. */
    List<Long> due(int shard, Instant now, int limit);

    /** Reads an event that is not published and locks it; empty if it is published or locked by another instance. */
    Optional<EventRow> lockUnpublished(long id);

    /** Takes an event out of the outbox. */
    void markPublished(long id, Instant at);

    /** Postpones an event whose listener failed. */
    void postpone(long id, int failures, Instant until);

    /** Number of events that listeners have not processed. */
    long unpublished(String bizEntityKey);

    /** Number of events with at least this many failures. */
    long failing(String bizEntityKey, int failures);
}
