package io.github.kycsharing.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which imports fail. The exchange imports an accepted record when its import delay has passed; the import succeeds unless it
 * is scripted here. {@code query-share-data-status} and the ledger show the state. Thread safe.
 */
public final class ImportScript {
    private final Map<String, String> byRequestNo = new HashMap<>();
    private final Map<String, Deque<String>> nextByCustomer = new HashMap<>();

    ImportScript() {}

    /**
     * Fails the import of one share, accepted already or not.
     *
     * @param requestNo the number of the share
     * @param failMessage the reason, any text
     * @return this script
     */
    public synchronized ImportScript fail(String requestNo, String failMessage) {
        byRequestNo.put(
                Objects.requireNonNull(requestNo, "requestNo"), Objects.requireNonNull(failMessage, "failMessage"));
        return this;
    }

    /**
     * Fails the import of the customer's next accepted share. Several calls fail several shares, one after the other.
     *
     * @param entityCustomerId the customer
     * @param failMessage the reason, any text
     * @return this script
     */
    public synchronized ImportScript failNextOfCustomer(String entityCustomerId, String failMessage) {
        nextByCustomer
                .computeIfAbsent(entityCustomerId, customer -> new ArrayDeque<>())
                .add(Objects.requireNonNull(failMessage, "failMessage"));
        return this;
    }

    synchronized Optional<String> takeNext(String entityCustomerId) {
        Deque<String> next = nextByCustomer.get(entityCustomerId);
        return next == null ? Optional.empty() : Optional.ofNullable(next.poll());
    }

    synchronized Optional<String> failMessage(String requestNo) {
        return Optional.ofNullable(byRequestNo.get(requestNo));
    }

    synchronized void clear() {
        byRequestNo.clear();
        nextByCustomer.clear();
    }
}
