package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** Wake-ups in memory, for tests of the receiver alone. */
final class RecordedWakeUps implements WakeUps {
    private final Set<String> tracked = ConcurrentHashMap.newKeySet();
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final List<String> woken = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile @Nullable String failure;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void reset() {
        tracked.clear();
        pending.clear();
        woken.clear();
        lookups.set(0);
        failure = null;
        gate.countDown();
    }

    void track(String bizEntityKey, String customer) {
        tracked.add(bizEntityKey + "/" + customer);
    }

    /** All further calls fail with this message, null for success. */
    void failWith(@Nullable String message) {
        failure = message;
    }

    /** Holds all further calls until the gate opens. */
    void holdAt(CountDownLatch gate) {
        this.gate = gate;
    }

    /** Entity and customer of each wake-up that changed something, or the entity alone for information. */
    List<String> woken() {
        return List.copyOf(woken);
    }

    int lookups() {
        return lookups.get();
    }

    @Override
    public Result wakeStatus(String bizEntityKey, String entityCustomerId) {
        return wake(bizEntityKey + "/" + entityCustomerId);
    }

    @Override
    public Result wakeInformation(String bizEntityKey) {
        tracked.add(bizEntityKey);
        return wake(bizEntityKey);
    }

    private Result wake(String key) {
        lookups.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String message = failure;
        if (message != null) {
            throw new QueryTimeoutException(message, new IllegalStateException(message));
        }
        if (!tracked.contains(key)) {
            return Result.UNKNOWN;
        }
        if (!pending.add(key)) {
            return Result.PENDING;
        }
        woken.add(key);
        return Result.WOKEN;
    }
}
