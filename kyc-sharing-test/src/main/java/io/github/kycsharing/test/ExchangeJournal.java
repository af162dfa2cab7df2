package io.github.kycsharing.test;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All requests that reached the exchange since it started or was reset, in the order of processing. A snapshot: later
 * requests are in a later journal.
 *
 * @param requests the requests, oldest first
 */
public record ExchangeJournal(List<ReceivedRequest> requests) {
    /**
     * Copies the list.
     *
     * @param requests the requests, oldest first
     */
    public ExchangeJournal {
        requests = List.copyOf(requests);
    }

    /** The number of received requests. */
    public int size() {
        return requests.size();
    }

    /** Whether no request was received. */
    public boolean isEmpty() {
        return requests.isEmpty();
    }

    /** The newest request, if any. */
    public Optional<ReceivedRequest> last() {
        return requests.isEmpty() ? Optional.empty() : Optional.of(requests.get(requests.size() - 1));
    }

    /** The requests (attempts) that share a record with this requestNo. */
    public List<ReceivedRequest> ofRequestNo(String requestNo) {
        return matching(request -> request.call() == ReceivedRequest.Call.SHARE
                && request.requestNo().equals(requestNo));
    }

    /** The requests of one call. */
    public List<ReceivedRequest> ofCall(ReceivedRequest.Call call) {
        return matching(request -> request.call() == call);
    }

    /** The requests for this customer. */
    public List<ReceivedRequest> ofCustomer(String entityCustomerId) {
        return matching(request -> request.entityCustomerId().equals(entityCustomerId));
    }

    /** The status queries. */
    public List<ReceivedRequest> statusQueries() {
        return matching(request -> request.call() == ReceivedRequest.Call.STATUS_QUERY);
    }

    /** The requests that satisfy a condition. */
    public List<ReceivedRequest> matching(Predicate<? super ReceivedRequest> condition) {
        return requests.stream().filter(condition).toList();
    }
}
