package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tracks each account before its record is sent: a durable submission in the transaction that commits its state, a plain share by
 * {@link PlainShares} in a transaction of its own. If nothing was sent or the exchange refused the record, the account is again as it was
 * before.
 */
public final class Tracking {
    private final CustomerStore customers;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final TrackingPolicy policy;
    private final Set<String> durable = ConcurrentHashMap.newKeySet();

    /** Tracks in this table. */
    public Tracking(CustomerStore customers, TransactionTemplate tx, InstantSource clock, TrackingPolicy policy) {
        this.customers = customers;
        this.tx = tx;
        this.clock = clock;
        this.policy = policy;
    }

    /** Tracks the account of a record that is about to be sent, in the current transaction or one of its own. */
    public void share(String bizEntityKey, CustomerIds customer, String requestNo) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant dueAt = now.plus(policy.initialPause());
        tx.executeWithoutResult(status -> customers.share(bizEntityKey, customer, requestNo, now, dueAt));
    }

    /** The record had no effect for sure; in the current transaction or one of its own. */
    public void notShared(String bizEntityKey, CustomerIds customer, String requestNo) {
        tx.executeWithoutResult(status -> customers.notShared(bizEntityKey, customer, requestNo));
    }

    /** Makes a call whose account is tracked already, so that the client's hook does not do so again. */
    public <T> T durably(String bizEntityKey, String requestNo, Supplier<T> call) {
        String key = key(bizEntityKey, requestNo);
        durable.add(key);
        try {
            return call.get();
        } finally {
            durable.remove(key);
        }
    }

    boolean isDurable(String bizEntityKey, String requestNo) {
        return durable.contains(key(bizEntityKey, requestNo));
    }

    private static String key(String bizEntityKey, String requestNo) {
        return bizEntityKey.length() + ":" + bizEntityKey + requestNo;
    }
}
