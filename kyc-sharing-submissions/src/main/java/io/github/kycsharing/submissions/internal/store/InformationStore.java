package io.github.kycsharing.submissions.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tables of requests for information. Every method joins the current transaction. */
public interface InformationStore {
    /** Inserts a row; false and nothing changed if the record is stored already. */
    boolean insert(InformationRow row);

    /** Finds one, without a lock. */
    Optional<InformationRow> find(String bizEntityKey, String recordId);

    /** Reads a row and locks it until the end of the transaction. */
    Optional<InformationRow> lock(String bizEntityKey, String recordId);

    /** Reads a row and locks it until the end of the transaction. */
    Optional<InformationRow> lock(UUID id);

    /** As {@link #lock(UUID)}; empty also if another transaction has locked it. */
    Optional<InformationRow> lockIfFree(UUID id);

    /** Those of these records that are stored, without a lock. */
    List<InformationRow> find(String bizEntityKey, Collection<String> recordIds);

    /** Those of these records that no other transaction has locked; locks them in one order. */
    List<InformationRow> lockFree(String bizEntityKey, Collection<String> recordIds);

    /** Open requests after a position, in the order in which they were found. */
    List<InformationRow> open(String bizEntityKey, long afterSeq, int limit);

    /**
     * Writes all columns that can change, and increments the version.
     *
     * @return the row with its new version; empty if the stored version differs from {@code row.version()}
     */
    Optional<InformationRow> update(InformationRow row);

    /** Rows whose files wait to be sent or are being sent, due by the given time, those due first. */
    List<InformationRow> dueSubmissions(String bizEntityKey, Instant now, int limit);

    /** Rows whose result is queried, due by the given time, those due first. */
    List<InformationRow> dueResults(String bizEntityKey, Instant now, int limit);

    /** When the next call for files is due. */
    Optional<Instant> nextDue(String bizEntityKey, boolean includeSubmissions);

    /** How far the list was read; the first page, due now, if it never was. */
    InformationCursor cursor(String bizEntityKey, Instant now);

    /**
     * Writes the position.
     *
     * @return false and nothing changed if another instance has moved it
     */
    boolean move(InformationCursor cursor);

    /**
     * Stores a wake-up of the poll.
     *
     * @return false and nothing changed if an earlier one waits for its poll, or the entity was never polled
     */
    boolean wake(String bizEntityKey, Instant now);

    /** Takes a stored wake-up: the list and all results are due by these times. False if there is none. */
    boolean takeWakeUp(String bizEntityKey, Instant listDueAt, Instant resultsDueAt);

    /**
     * Erases a customer: what remains of their requests is the exchange's id, so that no poll stores them again.
     *
     * @return ids of the rows, whose events must be deleted
     */
    List<UUID> eraseCustomer(String bizEntityKey, String entityCustomerId);

    /** Deletes requests that were closed before the given time. */
    int deleteClosed(Instant closedBefore, int limit);

    /** Ids of keys that rows name. */
    Set<Long> keyIds();
}
