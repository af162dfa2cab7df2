package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tables of submissions, bodies and events. Every method joins the current transaction. */
public interface SubmissionStore {
    /** Queue of the submissions that belong to no back-fill, and of promoted ones. */
    UUID DAILY = new UUID(0, 0);

    /** Inserts a row and its body; false and nothing changed if a unique key exists (requestNo, or open fingerprint). */
    boolean insert(SubmissionRow row, Ciphertext body);

    /**
     * As {@link #insert} and {@link #append} of their first events, for many rows with few round trips.
     *
     * @return ids of the rows that were inserted; nothing is stored of the others
     */
    Set<UUID> insertAll(Map<SubmissionRow, Ciphertext> rows);

    /** Finds one, without a lock. */
    Optional<SubmissionRow> find(UUID id);

    /** Finds one, without a lock. */
    Optional<SubmissionRow> find(String bizEntityKey, String requestNo);

    /** The stored ones of these numbers. */
    List<SubmissionRow> findAll(String bizEntityKey, Collection<String> requestNos);

    /** An open submission of the customer with one of these fingerprints. */
    Optional<SubmissionRow> findOpen(
            String bizEntityKey, String entityCustomerId, Collection<Fingerprint> fingerprints);

    /** Open submissions of these customers with one of these fingerprints. */
    List<SubmissionRow> findOpen(
            String bizEntityKey, Collection<String> entityCustomerIds, Collection<Fingerprint> fingerprints);

    /** Reads a row and locks it until the end of the transaction. */
    Optional<SubmissionRow> lock(UUID id);

    /**
     * Writes all columns that can change, and increments the version.
     *
     * @return the row with its new version; empty if the stored version differs from {@code row.version()}
     * @throws org.springframework.dao.DuplicateKeyException if the customer's slot is taken, which {@link #admissible} excludes
     */
    Optional<SubmissionRow> update(SubmissionRow row);

    /** The encrypted bytes of a submission; empty once they are erased. */
    Optional<Ciphertext> body(UUID id);

    /** Replaces the encrypted bytes. */
    void replaceBody(UUID id, Ciphertext body);

    /** Erases the encrypted bytes. */
    void deleteBody(UUID id);

    /** Appends to the history, and to the outbox if listeners receive it. */
    void append(EventRow event);

    /** Makes the unpublished events of a submission, and of its customer's earlier ones, due. */
    void publishNow(UUID submissionId, Instant at);

    /** Events of a submission, the oldest first. */
    List<EventRow> events(UUID submissionId);

    /**
     * A page in the order of the filter; one row more than the page size shows that there is a next page.
     *
     * @param cursor seq before which, or after which the page begins
     */
    List<SubmissionRow> list(Set<String> bizEntityKeys, SubmissionFilter filter, long cursor);

    /**
     * Rows of a queue that can be delivered now: due, not in delivery, and no earlier submission holds the customer; by seq.
     *
     * @param queueId a back-fill, or {@link #DAILY}
     */
    List<SubmissionRow> admissible(String bizEntityKey, UUID queueId, Instant now, int limit);

    /**
     * As {@link #admissible}. Of the first ones, those that waited longest since their last attempt come first: the next probe is another
     * record.
     */
    List<SubmissionRow> probeCandidates(String bizEntityKey, UUID queueId, Instant now, int limit);

    /** Puts queued rows of back-fills into the daily queue. Rows that another transaction changes now are left out. */
    void promote(String bizEntityKey, Collection<String> entityCustomerIds);

    /**
     * Cancels queued rows that this transaction has locked: state, history and outbox, and body.
     *
     * @param actor who cancels them
     */
    void cancelAll(Collection<UUID> ids, String actor, Instant at);

    /** As {@link #promote}, for rows that a later one of the daily queue waits for. */
    void promoteAwaited(String bizEntityKey, int limit);

    /** Number of rows of the entity that are admitted: queued in delivery, or sending. */
    int inWindow(String bizEntityKey);

    /** Rows with a due call and without a task, or with one in the past and no running execution, due before the given time. */
    List<SubmissionRow> withoutTask(Set<String> bizEntityKeys, Instant dueBefore, int limit);

    /** Number of submissions by state. */
    Map<SubmissionState, Long> counts(String bizEntityKey);

    /** When the oldest submission of the daily queue was handed over. */
    Optional<Instant> oldestQueuedAt(String bizEntityKey);

    /** Rows of the customer, oldest first. */
    List<SubmissionRow> ofCustomer(String bizEntityKey, String entityCustomerId);

    /** Ended rows whose erasure was requested. */
    List<SubmissionRow> toErase(int limit);

    /** Records that the erasure of the customer was requested. The version stays: a call in progress still records its result. */
    void requestErasure(UUID id, Instant at);

    /** Replaces the identifiers of a row by a pseudonym, and deletes its body and the notes of its history. */
    void erase(UUID id, String pseudonym);

    /** Deletes bodies of submissions that ended before the given time: rejected ones, and those whose import failed, still have one. */
    int deleteBodies(Instant endedBefore, int limit);

    /** Deletes ended rows, with history and body, that ended before the given time and whose events are published. */
    int deleteEnded(Instant endedBefore, int limit);

    /** Entities that rows name and this application does not configure. */
    Set<String> otherEntities(Set<String> configured);

    /** Ids of keys that rows name. */
    Set<Long> keyIds();
}
