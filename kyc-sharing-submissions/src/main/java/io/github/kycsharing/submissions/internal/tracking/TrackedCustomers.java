package io.github.kycsharing.submissions.internal.tracking;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.submissions.KycCustomer;
import io.github.kycsharing.submissions.KycCustomers;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.CustomerRow;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** The tracked customers in the broker's database. */
public final class TrackedCustomers implements KycCustomers {
    private final Entities entities;
    private final CustomerStore customers;
    private final CustomerData data;
    private final TransactionTemplate tx;
    private final InstantSource clock;

    /** Customers in this table. */
    public TrackedCustomers(Entities entities, CustomerData data, TransactionTemplate tx, InstantSource clock) {
        this.entities = entities;
        this.customers = data.customers();
        this.data = data;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public KycCustomer track(String client, CustomerIds customer) {
        String entity = entities.requireBizEntityKey(client);
        return customer(inTransaction(() -> customers.track(entity, customer, now(), now())));
    }

    @Override
    public List<KycCustomer> find(String client, String entityCustomerId) {
        String entity = entities.requireBizEntityKey(client);
        return inTransaction(() -> customers.ofCustomer(entity, entityCustomerId)).stream()
                .map(this::customer)
                .toList();
    }

    @Override
    public boolean pollNow(String client, String entityCustomerId) {
        String entity = entities.requireBizEntityKey(client);
        return inTransaction(() -> {
            List<CustomerRow> accounts = customers.ofCustomer(entity, entityCustomerId);
            accounts.forEach(account -> customers.wake(account.id(), now()));
            return !accounts.isEmpty();
        });
    }

    @Override
    public boolean untrack(String client, CustomerIds customer) {
        String entity = entities.requireBizEntityKey(client);
        return inTransaction(
                () -> customers.find(entity, customer).map(data::erase).orElse(false));
    }

    private KycCustomer customer(CustomerRow row) {
        return new KycCustomer(
                row.id(),
                entities.clientName(row.bizEntityKey()),
                row.bizEntityKey(),
                row.customer(),
                row.decided(),
                row.trackedSince(),
                Optional.ofNullable(row.lastSharedAt()),
                Optional.ofNullable(row.lastPolledAt()),
                Optional.ofNullable(row.dueAt()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(tx.execute(status -> work.get()));
    }
}
