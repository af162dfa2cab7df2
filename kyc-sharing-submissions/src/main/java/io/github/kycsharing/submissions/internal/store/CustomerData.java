package io.github.kycsharing.submissions.internal.store;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What is stored of customers beside submissions. Every method joins the current transaction.
 *
 * @param customers tracked accounts
 * @param events events of customers
 * @param informationRequests requests for information
 */
public record CustomerData(CustomerStore customers, CustomerEventStore events, InformationStore informationRequests) {
    /** Deletes what is stored of a customer, events that are not published included. */
    public void erase(String bizEntityKey, String entityCustomerId) {
        customers.ofCustomer(bizEntityKey, entityCustomerId).forEach(this::erase);
        informationRequests.eraseCustomer(bizEntityKey, entityCustomerId).forEach(events::deleteOf);
    }

    /**
     * Deletes what a submission has stored again of a customer who was erased while it was pending. An account that was tracked or shared
     * by others since stays.
     *
     * @param requestedAt when the erasure was requested
     * @param endedAt when the submission ended
     */
    public void eraseAgain(String bizEntityKey, String entityCustomerId, Instant requestedAt, Instant endedAt) {
        customers.ofCustomer(bizEntityKey, entityCustomerId).stream()
                .filter(account -> account.lastSharedAt() == null
                        ? account.trackedSince().isBefore(requestedAt)
                        : !account.lastSharedAt().isAfter(endedAt))
                .forEach(this::erase);
    }

    /** Deletes an account, then its events. It waits for no listener. */
    public boolean erase(CustomerRow account) {
        boolean deleted = customers.delete(account.id());
        events.deleteOf(account.id());
        return deleted;
    }

    /** Deletes events that were published before the given time. */
    public int deletePublished(Instant before, int limit) {
        return events.deletePublished(before, limit);
    }

    /** Ids of keys that rows name. */
    public Set<Long> keyIds() {
        Set<Long> ids = new HashSet<>(customers.keyIds());
        ids.addAll(events.keyIds());
        ids.addAll(informationRequests.keyIds());
        return ids;
    }
}
