package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.model.CustomerIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of tracked accounts. Every method joins the current transaction. */
public interface CustomerStore {
    /** Number of shards of an entity's accounts, which are polled side by side. */
    int SHARDS = 4;

    /** Tracks an account if it is not tracked yet, due at the given time. */
    CustomerRow track(String bizEntityKey, CustomerIds customer, Instant now, Instant dueAt);

    /** Tracks an account whose record is about to be sent: its next final status is published. A repeated call changes no more. */
    void share(String bizEntityKey, CustomerIds customer, String requestNo, Instant now, Instant dueAt);

    /** Restores an account as it was before a share that had no effect, if no other one followed. */
    void notShared(String bizEntityKey, CustomerIds customer, String requestNo);

    /** Finds an account, without a lock. */
    Optional<CustomerRow> find(String bizEntityKey, CustomerIds customer);

    /** Accounts of a customer, in the order in which they were first tracked. */
    List<CustomerRow> ofCustomer(String bizEntityKey, String entityCustomerId);

    /** Records that a notification causes a query. It changes nothing while an earlier one waits for its query. */
    boolean wake(UUID id, Instant now);

    /**
     * Accounts of a shard that are due, the longest first.
     *
     * @param failing whether they are those whose last query had no response, or the others
     */
    List<CustomerRow> due(String bizEntityKey, int shard, Instant now, boolean failing, int limit);

    /**
     * Accounts of a shard that were woken, the longest first.
     *
     * @param polledBefore none that was queried since
     * @param sharedBefore none with a final status whose record was shared since: the status may be that of an earlier record
     */
    List<CustomerRow> woken(String bizEntityKey, int shard, Instant polledBefore, Instant sharedBefore, int limit);

    /** When the first account of a shard is due by itself. */
    Optional<Instant> nextDue(String bizEntityKey, int shard);

    /**
     * Writes the result of a query and increments the version.
     *
     * @param row the row with its new values; its version is the one before the query
     * @param wokenAt the wake-up that the query is for; any other one stays
     * @return false if the row was shared, queried or deleted since
     */
    boolean polled(CustomerRow row, @Nullable Instant wokenAt);

    /** Deletes an account. */
    boolean delete(UUID id);

    /** Ids of keys that rows name. */
    Set<Long> keyIds();
}
