package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tracks each account before its record is sent: a durable submission in the transaction that commits its state, a plain share by
 * {@link PlainShares} in a transaction of its own. If nothing was sent or the exchange refused the record, the account is again as it was
 * before.
 */
public final class Tracking {
    private static final long IDLE_SECONDS = 10;

    private final CustomerStore customers;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final TrackingPolicy policy;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Tracking::thread);
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

    /**
     * Executes database work of a plain share on a thread of this class. A caller may be interrupted, and an interrupt during a write closes
     * the file of an embedded H2 database; the work goes on then.
     */
    void uninterrupted(Runnable work) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(work, threads);
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The caller was interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    boolean isDurable(String bizEntityKey, String requestNo) {
        return durable.contains(key(bizEntityKey, requestNo));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "kyc-sharing-tracking");
        thread.setDaemon(true);
        return thread;
    }

    private static String key(String bizEntityKey, String requestNo) {
        return bizEntityKey.length() + ":" + bizEntityKey + requestNo;
    }
}
