package io.github.kycsharing.spring.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store in which a test changes one thing. */
class ForwardingStore implements KycStatusStore {
    private final KycStatusStore store;

    ForwardingStore(KycStatusStore store) {
        this.store = store;
    }

    @Override
    public void track(KycCustomer customer) {
        store.track(customer);
    }

    @Override
    public Optional<TrackedCustomer> find(String bizEntityKey, String entityCustomerId) {
        return store.find(bizEntityKey, entityCustomerId);
    }

    @Override
    public boolean change(TrackedCustomer seen, StatusFingerprint status, Runnable tell) {
        return store.change(seen, status, tell);
    }

    @Override
    public List<TrackedCustomer> findDue(Instant trackedAfter, Instant askedBefore, int limit) {
        return store.findDue(trackedAfter, askedBefore, limit);
    }

    @Override
    public void asked(KycCustomer customer) {
        store.asked(customer);
    }
}
