package io.github.kycsharing.submissions.internal.publication;

import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A table of events that listeners have not processed. Every method needs a transaction. */
public interface Outbox {
    /** Ids of events of a shard that are due; an event waits for the earlier ones of its customer. */
    List<Long> due(int shard, Instant now, int limit);

    /** Reads an event that is not published and locks it; empty if it is published or locked by another instance. */
    Optional<Pending> lock(long id);

    /** Takes an event out. */
    void markPublished(long id, Instant at);

    /** Postpones an event. */
    void postpone(long id, int failures, Instant until);

    /**
     * A locked event.
     *
     * @param failures how often its listeners failed
     * @param description names the event in a log, without a customer
     * @param content creates what listeners receive; empty if it is erased. It throws {@link UnknownKeyException} if another instance
     *     has the key
     */
    record Pending(int failures, Supplier<String> description, Supplier<Optional<Object>> content) {}
}
