package io.github.kycsharing.submissions;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands records over for delivery. A submission is stored in the caller's transaction: it is committed with the caller's own changes, or
 * not at all. From then on any running instance delivers it, resolves its outcome and publishes {@link KycSubmissionChanged}.
 *
 * <p>Commands act on the version of a submission that the caller has seen. They throw {@link KycSubmissionException} if it has changed
 * since, or if its state does not allow the command. A refused command or a conflict of
 * content marks the caller's transaction for rollback. An invalid record does not: a caller that catches
 * {@code KycValidationException} commits without the submission.
 *
 * <p>A transaction that cannot see a submission that another one has just committed (PostgreSQL, repeatable read) fails with Spring's
 * {@code ConcurrencyFailureException}: repeat it as a whole.
 */
public interface KycSubmissions {
    /**
     * Hands a record over, under a requestNo that the client generates. If the customer has an open submission of identical content
     * under a generated number, that one is returned.
     *
     * @param client name of the client that delivers it
     * @param kycInfo the record
     * @return the stored submission
     * @throws io.github.kycsharing.exception.KycValidationException if the record breaks rules; nothing is stored
     * @throws KycSubmissionException if it is refused; nothing is stored
     */
    default KycSubmission submit(String client, KycInfo kycInfo) {
        return submit(client, ShareKycRequest.of(kycInfo));
    }

    /**
     * Hands a request over. It joins the caller's transaction, or opens one. The same requestNo with the same content returns the stored
     * submission, whatever its state. Content is the record without notifyUrl and without the query part of document URLs, which
     * presigned links change each time.
     *
     * @param client name of the client that delivers it
     * @param request the request; the client's defaults complete it
     * @return the stored submission
     * @throws io.github.kycsharing.exception.KycValidationException if the record breaks rules; nothing is stored
     * @throws KycSubmissionException if it is refused: the requestNo has other content, there is no such client, or the surrounding
     *     transaction is read-only, of another data source or reactive. Nothing is stored
     */
    KycSubmission submit(String client, ShareKycRequest request);

    /**
     * Hands several requests over: all of them or none.
     *
     * @param client name of the client that delivers them
     * @param requests the requests; the client's defaults complete them
     * @return the stored submissions, in the order of the requests
     * @throws io.github.kycsharing.exception.KycValidationException if a record breaks rules; nothing is stored
     * @throws KycSubmissionException if one is refused; nothing is stored
     */
    List<KycSubmission> submitAll(String client, Collection<ShareKycRequest> requests);

    /**
     * Finds a submission by its id.
     *
     * @param id the id
     * @return the submission, or empty
     */
    Optional<KycSubmission> find(UUID id);

    /**
     * Finds a submission by its requestNo.
     *
     * @param client name of the client
     * @param requestNo the number
     * @return the submission, or empty
     * @throws KycSubmissionException if there is no such client
     */
    Optional<KycSubmission> find(String client, String requestNo);

    /**
     * Lists submissions of this application's clients, page by page.
     *
     * @param filter selection, page size and cursor
     * @return a page
     * @throws KycSubmissionException if the filter names a client that does not exist
     * @throws IllegalArgumentException if the cursor is none of this method
     */
    SubmissionPage list(SubmissionFilter filter);

    /**
     * Reads the history of a submission.
     *
     * @param id the id
     * @return its entries, the oldest first; empty if there is no such submission
     */
    List<SubmissionEvent> history(UUID id);

    /**
     * Cancels a submission that is queued and in no doubt.
     *
     * @param id the id
     * @param version the version that the caller has seen
     * @param by who cancels it, and why
     * @return the submission after the command
     * @throws KycSubmissionException if it is refused
     */
    KycSubmission cancel(UUID id, long version, Intervention by);

    /**
     * Takes a submission out of quarantine.
     *
     * @param id the id
     * @param version the version that the caller has seen
     * @param by who retries it, and why
     * @return the submission after the command: queued, or uncertain if an attempt has left a doubt
     * @throws KycSubmissionException if it is refused
     */
    KycSubmission retry(UUID id, long version, Intervention by);

    /**
     * Queries the import status of a submission now. The query runs in the background.
     *
     * @param id the id
     * @param version the version that the caller has seen
     * @param by who resolves it, and why
     * @return the submission after the command
     * @throws KycSubmissionException if it is refused
     */
    KycSubmission resolveNow(UUID id, long version, Intervention by);

    /**
     * Submits the stored record again under a new requestNo. An unresolved submission is closed by it: make sure first that the exchange
     * does not have it, or the record takes effect twice.
     *
     * @param id the id
     * @param version the version that the caller has seen
     * @param by who resubmits it, and why
     * @return the new submission, which names the old one in {@link KycSubmission#replaces()}
     * @throws KycSubmissionException if it is refused
     * @throws io.github.kycsharing.exception.KycValidationException if the record breaks today's rules
     */
    KycSubmission resubmit(UUID id, long version, Intervention by);

    /**
     * Ends a submission that needs a person.
     *
     * @param id the id
     * @param version the version that the caller has seen
     * @param by who closes it, and why
     * @return the submission after the command
     * @throws KycSubmissionException if it is refused
     */
    KycSubmission close(UUID id, long version, Intervention by);

    /**
     * Reads a submission for a person who needs its identifiers, and records in its history who read it and why. Its version stays.
     *
     * @param id the id
     * @param by who reads it, and why
     * @return the submission
     * @throws KycSubmissionException if there is none of this id
     */
    KycSubmission reveal(UUID id, Intervention by);

    /**
     * Publishes the pending events of a submission again at once, for example after the fault of a listener is fixed. The pending events
     * of the customer's earlier submissions come before.
     *
     * @param id the id
     * @param by who publishes them, and why
     * @return the submission
     * @throws KycSubmissionException if there is none of this id
     */
    KycSubmission publishNow(UUID id, Intervention by);

    /**
     * Erases a customer: cancels what is queued, deletes records and notes, and replaces identifiers by pseudonyms. It ends
     * the tracking of the customer's accounts, and erases the customer's requests for information and the events of both. Submissions in
     * delivery or in doubt are erased when they have ended; one that is sent again meanwhile tracks the customer again until then. The
     * requestNos stay.
     *
     * @param client name of the client
     * @param entityCustomerId the customer
     * @param by who erases, and why
     * @return the progress; call it again to see more
     * @throws KycSubmissionException if there is no such client
     */
    Erasure erase(String client, String entityCustomerId, Intervention by);
}
