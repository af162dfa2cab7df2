package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.CustomerRow;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import io.github.kycsharing.submissions.internal.store.InformationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.transaction.support.TransactionTemplate;

/** Wake-ups in the tables of accounts and tasks. */
public final class StoredWakeUps implements WakeUps {
    /** Name of the poll of requests for information. */
    private static final String INFORMATION = "information";

    private final CustomerStore customers;
    private final InformationStore informationRequests;
    private final SubmissionEngine engine;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final TrackingObserver observer;

    /** Stores wake-ups in these tables. */
    public StoredWakeUps(
            CustomerData customerData,
            SubmissionEngine engine,
            TransactionTemplate tx,
            InstantSource clock,
            TrackingObserver observer) {
        this.customers = customerData.customers();
        this.informationRequests = customerData.informationRequests();
        this.engine = engine;
        this.tx = tx;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public Result wakeStatus(String bizEntityKey, String entityCustomerId) {
        Set<Integer> shards = new TreeSet<>();
        Result result = Objects.requireNonNull(tx.execute(status -> wake(bizEntityKey, entityCustomerId, shards)));
        shards.forEach(shard -> engine.wakePoll(StatusPoll.NAME, bizEntityKey, shard));
        observer.woken(bizEntityKey, result);
        return result;
    }

    private Result wake(String bizEntityKey, String entityCustomerId, Set<Integer> shards) {
        List<CustomerRow> accounts = customers.ofCustomer(bizEntityKey, entityCustomerId);
        if (accounts.isEmpty()) {
            return Result.UNKNOWN;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (CustomerRow account : accounts) {
            if (account.wokenAt() == null && customers.wake(account.id(), now)) {
                shards.add(account.pollShard());
            }
        }
        return shards.isEmpty() ? Result.PENDING : Result.WOKEN;
    }

    @Override
    public Result wakeInformation(String bizEntityKey) {
        boolean woken = Boolean.TRUE.equals(tx.execute(
                status -> informationRequests.wake(bizEntityKey, clock.instant().truncatedTo(ChronoUnit.MICROS))));
        if (!woken) {
            return Result.PENDING;
        }
        engine.wakePoll(INFORMATION, bizEntityKey, 0);
        return Result.WOKEN;
    }
}
