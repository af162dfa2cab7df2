package io.github.kycsharing.submissions.internal.engine;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Repeated work for each access entity, such as queries of statuses. One instance at a time executes a shard of it; after a crash another
 * one goes on.
 */
public interface EntityPoll {
    /** Short name, part of the names of its tasks: lower-case letters and dashes. */
    String name();

    /** Number of shards of each entity, which are executed side by side. */
    int shards();

    /**
     * Executes it once, for some seconds at most.
     *
     * @param shard number from 0 to {@code shards() - 1}
     * @param goOn whether to go on with the next call; false when the application stops
     * @return when to execute it again; empty to execute it after a growing pause, for example since the exchange does not respond
     */
    Optional<NextPoll> execute(String bizEntityKey, int shard, BooleanSupplier goOn);
}
