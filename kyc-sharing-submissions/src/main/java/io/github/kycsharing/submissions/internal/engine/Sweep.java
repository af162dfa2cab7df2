package io.github.kycsharing.submissions.internal.engine;

import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.store.TaskNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Repairs and cleans up, on all instances at once: each step changes a row only if that is still needed. */
final class Sweep implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final int BATCH = 500;
    private static final int MAX_BATCHES = 20;
    /** A task that is due for less is about to be executed. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ClockCorrection clockCorrection;
    private final SubmissionStore store;
    private final CustomerData customerData;
    private final TaskTable table;
    private final TaskTable pollTable;
    private final Supplier<Set<String>> entities;
    private final TransactionTemplate tx;
    private final DatabaseClock clock;
    private final Retention retention;
    private final List<EntityPoll> polls;
    private final Set<String> failing = new HashSet<>();

    Sweep(
            ClockCorrection clockCorrection,
            SubmissionStore store,
            CustomerData customerData,
            TaskTable table,
            TaskTable pollTable,
            Supplier<Set<String>> entities,
            TransactionTemplate tx,
            DatabaseClock clock,
            Retention retention,
            List<EntityPoll> polls) {
        this.clockCorrection = clockCorrection;
        this.store = store;
        this.customerData = customerData;
        this.table = table;
        this.pollTable = pollTable;
        this.entities = entities;
        this.tx = tx;
        this.clock = clock;
        this.retention = retention;
        this.polls = polls;
    }

    @Override
    public void run() {
        step("correction of the clock", clockCorrection::correct);
        step("creation of missing tasks", this::createTasks);
        step("creation of polls", this::createPolls);
        step("erasure", () -> inBatches(this::erase));
        step(
                "deletion of records",
                () -> inBatches(() -> store.deleteBodies(clock.instant().minus(retention.bodies()), BATCH)));
        step("deletion of published events", this::deletePublished);
        step(
                "deletion of closed requests for information",
                () -> inBatches(() -> customerData
                        .informationRequests()
                        .deleteClosed(clock.instant().minus(retention.submissions()), BATCH)));
        step(
                "deletion of ended submissions",
                () -> inBatches(() -> store.deleteEnded(clock.instant().minus(retention.submissions()), BATCH)));
    }

    /** Each task in a transaction of its own, since other instances create the same ones now. */
    private void createTasks() {
        List<SubmissionRow> rows;
        int batches = 0;
        do {
            rows = inTransaction(
                    () -> store.withoutTask(entities.get(), clock.instant().minus(GRACE), BATCH));
            for (SubmissionRow row : rows) {
                table.ensure(TaskNames.delivery(row.bizEntityKey()), row.id().toString(), clock.instant());
            }
        } while (rows.size() >= BATCH && ++batches < MAX_BATCHES);
    }

    private void deletePublished() {
        inBatches(() -> customerData.deletePublished(clock.instant().minus(retention.submissions()), BATCH));
    }

    private void createPolls() {
        for (EntityPoll poll : polls) {
            for (String entity : entities.get()) {
                String name = TaskNames.poll(poll.name(), entity);
                Set<String> existing = pollTable.instances(name);
                IntStream.range(0, poll.shards())
                        .mapToObj(Integer::toString)
                        .filter(shard -> !existing.contains(shard))
                        .forEach(shard -> pollTable.create(name, shard, clock.instant()));
            }
        }
    }

    private int erase() {
        List<SubmissionRow> rows = store.toErase(BATCH);
        rows.forEach(row -> {
            // In the order of the command, so that the two cannot block each other.
            store.erase(row.id(), "erased-" + UUID.randomUUID());
            eraseAgain(row);
        });
        return rows.size();
    }

    /** The submission may have tracked the customer again; another one since is of a customer who has come back. */
    private void eraseAgain(SubmissionRow row) {
        String customer = row.customer().entityCustomerId();
        boolean cameBack = store.ofCustomer(row.bizEntityKey(), customer).stream()
                .anyMatch(other -> other.eraseRequestedAt() == null);
        if (!cameBack && row.eraseRequestedAt() != null && row.endedAt() != null) {
            customerData.eraseAgain(row.bizEntityKey(), customer, row.eraseRequestedAt(), row.endedAt());
        }
    }

    private void inBatches(IntSupplier batch) {
        for (int i = 0; i < MAX_BATCHES && inTransaction(batch::getAsInt) >= BATCH; i++) {
            // the next one
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return tx.execute(status -> work.get());
    }

    private void step(String name, Runnable step) {
        try {
            step.run();
            failing.remove(name);
        } catch (RuntimeException | Error e) { // repeated by the next sweep
            if (failing.add(name)) {
                log.warn("The {} failed: {}", name, e.getClass().getName());
            }
        }
    }
}
