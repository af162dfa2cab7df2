package io.github.kycsharing.submissions;

import io.github.kycsharing.model.InformationFiles;
import java.util.List;
import java.util.Optional;

/**
 * Requests for information (RFI), as the polls of any instance find them, and the submission of files for them. Each request that needs
 * files is published once as {@link KycInformationRequested}; the result of submitted files as {@link KycInformationResult}. Every method
 * joins the caller's transaction, or opens one.
 */
public interface KycInformation {
    /** Largest number of requests that {@link #open(String, Optional, int)} returns. */
    int MAX_REQUESTS = 1_000;

    /**
     * Lists open requests.
     *
     * @param client name of the client
     * @return up to {@value #MAX_REQUESTS}, in the order in which they were found
     * @throws KycSubmissionException if there is no such client
     */
    default List<StoredInformationRequest> open(String client) {
        return open(client, Optional.empty(), MAX_REQUESTS);
    }

    /**
     * Lists open requests, page by page.
     *
     * @param client name of the client
     * @param afterRecordId the last request of the page before; empty for the first page
     * @param max largest number of requests, 1 to {@value #MAX_REQUESTS}
     * @return the requests, in the order in which they were found
     * @throws KycSubmissionException if there is no such client
     * @throws IllegalArgumentException if max is out of its range
     */
    List<StoredInformationRequest> open(String client, Optional<String> afterRecordId, int max);

    /**
     * Finds a request, open or not.
     *
     * @param client name of the client
     * @param recordId id of the request at the exchange
     * @return the request; empty if no poll has found it yet, or if it is erased
     * @throws KycSubmissionException if there is no such client
     */
    Optional<StoredInformationRequest> find(String client, String recordId);

    /**
     * Hands files over for a request. They are stored encrypted, and any running instance sends them after the commit. Files that were
     * handed over before and not sent yet are replaced.
     *
     * <p>The exchange does not recognize a repeated submission. Files whose response was lost are {@link InformationFilesState#UNCERTAIN},
     * and not sent again by themselves. This method accepts files again once a poll has found the request without files long enough
     * after that attempt; see {@code kyc-sharing.information-requests.resubmit-after}.
     *
     * <p>The history of the customer's last submission records who has submitted them, when and why, as
     * {@link SubmissionAction#SUBMIT_FILES}.
     *
     * @param client name of the client
     * @param recordId id of the request at the exchange
     * @param files the files by type
     * @param by who submits them, and why
     * @return the request after the call
     * @throws io.github.kycsharing.exception.KycValidationException if the files break rules; nothing is stored
     * @throws KycSubmissionException if it is refused: there is no such client or request, files are being sent or processed, or the
     *     surrounding transaction is read-only, of another data source or reactive
     */
    StoredInformationRequest submit(String client, String recordId, List<InformationFiles> files, Intervention by);
}
