package io.github.kycsharing.spring.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A store that is gone with the process, and that grows with each customer. For development, for tests, and for one instance that
 * can do without what happened before its start.
 */
final class InMemoryKycStatusStore implements KycStatusStore {
    private final Clock clock;
    private final Map<Id, Entry> entries = new ConcurrentHashMap<>();

    InMemoryKycStatusStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void track(KycCustomer customer) {
        Instant now = clock.instant();
        entries.computeIfAbsent(Id.of(customer), id -> new Entry(customer, now)).track(customer, now);
    }

    @Override
    public Optional<TrackedCustomer> find(String bizEntityKey, String entityCustomerId) {
        return Optional.ofNullable(entries.get(new Id(bizEntityKey, entityCustomerId)))
                .map(entry -> entry.state);
    }

    @Override
    public boolean change(TrackedCustomer seen, StatusFingerprint status, Runnable tell) {
        Entry entry = entries.get(Id.of(seen.customer()));
        return entry != null && entry.change(seen, status, tell);
    }

    @Override
    public List<TrackedCustomer> findDue(Instant trackedAfter, Instant askedBefore, int limit) {
        Stream<Asked> waiting = entries.values().stream()
                .map(Entry::asked)
                .filter(asked -> !asked.state().isTerminal())
                .filter(asked -> asked.state().trackedSince().isAfter(trackedAfter))
                .filter(asked -> asked.at().isBefore(askedBefore));
        return waiting.sorted(Comparator.comparing(Asked::at))
                .limit(limit)
                .map(Asked::state)
                .toList();
    }

    @Override
    public void asked(KycCustomer customer) {
        Entry entry = entries.get(Id.of(customer));
        if (entry != null) {
            entry.askedAt = clock.instant();
        }
    }

    private record Id(String bizEntityKey, String entityCustomerId) {
        static Id of(KycCustomer customer) {
            return new Id(customer.bizEntityKey(), customer.entityCustomerId());
        }
    }

    private record Asked(TrackedCustomer state, Instant at) {}

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile TrackedCustomer state;
        private volatile Instant askedAt;

        Entry(KycCustomer customer, Instant now) {
            this.state = new TrackedCustomer(customer, Optional.empty(), false, now, 0);
            this.askedAt = now;
        }

        void track(KycCustomer customer, Instant now) {
            lock.lock();
            try {
                state = new TrackedCustomer(customer, state.told(), false, now, state.version() + 1);
                askedAt = now;
            } finally {
                lock.unlock();
            }
        }

        boolean change(TrackedCustomer seen, StatusFingerprint status, Runnable tell) {
            lock.lock();
            try {
                if (state.version() != seen.version()) {
                    return false;
                }
                tell.run();
                // A listener may have shared another record, about which nothing is decided.
                boolean isTerminal = status.isFinal() && state.version() == seen.version();
                state = new TrackedCustomer(
                        state.customer(), Optional.of(status), isTerminal, state.trackedSince(), state.version() + 1);
                return true;
            } finally {
                lock.unlock();
            }
        }

        Asked asked() {
            return new Asked(state, askedAt);
        }
    }
}
