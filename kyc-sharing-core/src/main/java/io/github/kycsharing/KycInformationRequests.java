package io.github.kycsharing;

import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.InformationRequest;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestPage;
import io.github.kycsharing.model.SubmittedFiles;
import io.github.kycsharing.validation.KycViolation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls for requests for information (RFI): the exchange requires files of a customer, the broker submits them, and the exchange
 * processes them afterwards.
 *
 * <p>Queries change nothing and are retried as the status query is. {@code submit} has no requestNo of the client, so it is retried
 * only if nothing was sent, and every other failure than a refusal is a
 * {@link io.github.kycsharing.exception.KycOutcomeUnknownException}: the status of the request for information, on its page, then
 * shows whether the exchange has the files.
 *
 * <p>All methods block. For asynchronous use, call them on a virtual thread or an executor of the application.
 */
public interface KycInformationRequests {
    /**
     * Queries a page of requests for information, with the client's own delivery options.
     *
     * @param filter the filter
     * @param page the number of the page, from 1
     * @param rows the number of rows of a page, at least 1
     * @return the page
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    default InformationRequestPage page(InformationRequestFilter filter, int page, int rows) {
        return page(filter, page, rows, DeliveryOptions.inherited());
    }

    /**
     * Queries a page of requests for information.
     *
     * @param filter the filter
     * @param page the number of the page, from 1
     * @param rows the number of rows of a page, at least 1
     * @param options delivery options; null values are inherited from the client
     * @return the page
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    InformationRequestPage page(InformationRequestFilter filter, int page, int rows, DeliveryOptions options);

    /**
     * Streams the requests for information on all pages, with the client's own delivery options.
     *
     * @param filter the filter
     * @return a lazy stream; see {@link #stream(InformationRequestFilter, DeliveryOptions)}
     */
    default Stream<InformationRequest> stream(InformationRequestFilter filter) {
        return stream(filter, DeliveryOptions.inherited());
    }

    /**
     * Streams the requests for information on all pages. Each page is queried when the stream reaches it. The stream ends once it
     * has as many requests as the exchange counts, or at a page without a new one; it contains each request once, also if it
     * moves to another page meanwhile.
     *
     * @param filter the filter
     * @param options delivery options of each query; null values are inherited from the client
     * @return a sequential, lazy stream. Its terminal operation throws the
     *     {@link io.github.kycsharing.exception.KycSharingException} of a query that fails
     */
    default Stream<InformationRequest> stream(InformationRequestFilter filter, DeliveryOptions options) {
        return InformationRequestPages.stream(number -> page(filter, number, InformationRequestPages.ROWS, options));
    }

    /**
     * Submits files for a request for information, with the client's own delivery options.
     *
     * @param entityCustomerId the customer
     * @param recordId the id of the request for information
     * @param files the files by type
     * @return the number that the exchange gave the submission
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     * @see #submit(String, String, List, DeliveryOptions)
     */
    default String submit(String entityCustomerId, String recordId, List<InformationFiles> files) {
        return submit(entityCustomerId, recordId, files, DeliveryOptions.inherited());
    }

    /**
     * Submits files for a request for information. The exchange downloads them afterwards: a notification or
     * {@link #submittedFiles(String, String, String)} has the result.
     *
     * @param entityCustomerId the customer
     * @param recordId the id of the request for information
     * @param files the files by type
     * @param options delivery options; null values are inherited from the client
     * @return the number that the exchange gave the submission
     * @throws io.github.kycsharing.exception.KycNotSentException if nothing reached the exchange, or the request is invalid
     * @throws io.github.kycsharing.exception.KycRejectedException if the exchange refused it
     * @throws io.github.kycsharing.exception.KycOutcomeUnknownException if the exchange may have taken the files, also if its
     *     response of success has no number
     */
    String submit(String entityCustomerId, String recordId, List<InformationFiles> files, DeliveryOptions options);

    /**
     * Submits files for a request for information, as {@link #submit(String, String, List, DeliveryOptions)} does. No attempt writes its
     * first byte after the given time, which is checked immediately before writing. A process that slept therefore does not submit
     * files that another process may have submitted meanwhile.
     *
     * @param entityCustomerId the customer
     * @param recordId the id of the request for information
     * @param files the files by type
     * @param options delivery options; null values are inherited from the client
     * @param sendUntil when the last attempt may write its first byte, by the clock of the client
     * @return the number that the exchange gave the submission
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     * @throws UnsupportedOperationException if this is a fake without it
     */
    default String submit(
            String entityCustomerId,
            String recordId,
            List<InformationFiles> files,
            DeliveryOptions options,
            Instant sendUntil) {
        throw new UnsupportedOperationException("This client submits no files until a given time");
    }

    /**
     * Validates files without submitting them, by the same rules as {@code submit}.
     *
     * @param entityCustomerId the customer
     * @param recordId the id of the request for information
     * @param files the files by type
     * @return all violations, ordered by path and rule; empty if the files can be submitted
     * @throws UnsupportedOperationException if this is a fake without it
     */
    default List<KycViolation> validate(String entityCustomerId, String recordId, List<InformationFiles> files) {
        throw new UnsupportedOperationException("This client validates no files");
    }

    /**
     * Queries the result of submitted files, with the client's own delivery options.
     *
     * @param entityCustomerId the customer
     * @param recordId the id of the request for information
     * @param requestNo the number that {@code submit} returned
     * @return the result
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    default SubmittedFiles submittedFiles(String entityCustomerId, String recordId, String requestNo) {
        return submittedFiles(entityCustomerId, recordId, requestNo, DeliveryOptions.inherited());
    }

    /**
     * Queries the result of submitted files.
     *
     * @param entityCustomerId the customer
     * @param recordId the id of the request for information
     * @param requestNo the number that {@code submit} returned
     * @param options delivery options; null values are inherited from the client
     * @return the result
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    SubmittedFiles submittedFiles(String entityCustomerId, String recordId, String requestNo, DeliveryOptions options);
}
