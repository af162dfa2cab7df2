package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Erasure;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Submissions in the broker's database. */
public final class StoredSubmissions implements KycSubmissions {
    private static final int PROMOTED_AT_ONCE = 500;

    private final Entities entities;
    private final SubmissionStore store;
    private final RecordCipher cipher;
    private final TransactionTemplate tx;
    private final TransactionGuard guard;
    private final LaneWake wake;
    private final Intake intake;
    private final BulkIntake bulk;
    private final Commands commands;

    /** Submissions in this data source. */
    public StoredSubmissions(
            Entities entities,
            SubmissionStore store,
            CustomerData customerData,
            RecordCipher cipher,
            SubmissionEngine engine,
            TransactionTemplate tx,
            DataSource dataSource,
            InstantSource clock) {
        this.entities = entities;
        this.store = store;
        this.cipher = cipher;
        this.tx = tx;
        this.guard = new TransactionGuard(dataSource);
        this.wake = new LaneWake(engine);
        this.intake = new Intake(store, cipher, clock);
        this.bulk = new BulkIntake(store, intake);
        this.commands = new Commands(entities, store, customerData, cipher, engine, intake, clock);
    }

    @Override
    public KycSubmission submit(String client, ShareKycRequest request) {
        return submitAll(client, List.of(request)).get(0);
    }

    @Override
    public List<KycSubmission> submitAll(String client, Collection<ShareKycRequest> requests) {
        String entity = entities.requireBizEntityKey(client);
        KycSharingClient sender = entities.client(entity).orElseThrow();
        List<Intake.Prepared> prepared = requests.stream()
                .map(request -> intake.prepare(sender, request))
                .toList();
        guard.check();
        return inTransaction(() -> {
            wake.afterCommit(entity);
            List<SubmissionRow> rows = bulk.store(prepared);
            promote(entity, rows);
            return rows.stream().map(row -> Submissions.of(row, entities)).toList();
        });
    }

    /** What these customers have queued in back-fills is delivered before. */
    private void promote(String bizEntityKey, List<SubmissionRow> rows) {
        List<String> customers = rows.stream()
                .map(row -> row.customer().entityCustomerId())
                .distinct()
                .toList();
        for (int from = 0; from < customers.size(); from += PROMOTED_AT_ONCE) {
            store.promote(bizEntityKey, customers.subList(from, Math.min(from + PROMOTED_AT_ONCE, customers.size())));
        }
    }

    @Override
    public Optional<KycSubmission> find(UUID id) {
        return inTransaction(() -> store.find(id)).map(row -> Submissions.of(row, entities));
    }

    @Override
    public Optional<KycSubmission> find(String client, String requestNo) {
        String entity = entities.requireBizEntityKey(client);
        return inTransaction(() -> store.find(entity, requestNo)).map(row -> Submissions.of(row, entities));
    }

    @Override
    public SubmissionPage list(SubmissionFilter filter) {
        Set<String> selected =
                filter.client().map(entities::requireBizEntityKey).map(Set::of).orElseGet(entities::all);
        long first = filter.oldestFirst() ? 0 : Long.MAX_VALUE;
        long cursor = filter.after().map(StoredSubmissions::cursor).orElse(first);
        List<SubmissionRow> rows = inTransaction(() -> store.list(selected, filter, cursor));
        boolean more = rows.size() > filter.pageSize();
        List<SubmissionRow> page = more ? rows.subList(0, filter.pageSize()) : rows;
        return new SubmissionPage(
                page.stream().map(row -> Submissions.of(row, entities)).toList(),
                more ? Optional.of(Long.toString(page.get(page.size() - 1).seq())) : Optional.empty());
    }

    private static long cursor(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The cursor is none of a page of submissions");
        }
    }

    @Override
    public List<SubmissionEvent> history(UUID id) {
        return inTransaction(() -> store.find(id)
                .map(row -> store.events(id).stream()
                        .map(event -> Submissions.entry(event, row, cipher))
                        .toList())
                .orElse(List.of()));
    }

    @Override
    public KycSubmission cancel(UUID id, long version, Intervention by) {
        return command(() -> commands.cancel(id, version, by));
    }

    @Override
    public KycSubmission retry(UUID id, long version, Intervention by) {
        return command(() -> commands.retry(id, version, by));
    }

    @Override
    public KycSubmission resolveNow(UUID id, long version, Intervention by) {
        return command(() -> commands.resolveNow(id, version, by));
    }

    @Override
    public KycSubmission resubmit(UUID id, long version, Intervention by) {
        return command(() -> commands.resubmit(id, version, by));
    }

    @Override
    public KycSubmission close(UUID id, long version, Intervention by) {
        return command(() -> commands.close(id, version, by));
    }

    @Override
    public Erasure erase(String client, String entityCustomerId, Intervention by) {
        String entity = entities.requireBizEntityKey(client);
        guard.check();
        return inTransaction(() -> {
            wake.afterCommit(entity);
            return commands.erase(entity, entityCustomerId, by);
        });
    }

    @Override
    public KycSubmission reveal(UUID id, Intervention by) {
        guard.check();
        return inTransaction(() -> Submissions.of(commands.reveal(id, by), entities));
    }

    @Override
    public KycSubmission publishNow(UUID id, Intervention by) {
        return command(() -> commands.publishNow(id, by));
    }

    private KycSubmission command(Supplier<SubmissionRow> command) {
        guard.check();
        return inTransaction(() -> {
            SubmissionRow row = command.get();
            if (row.state() == SubmissionState.QUEUED) {
                promote(row.bizEntityKey(), List.of(row));
            }
            wake.afterCommit(row.bizEntityKey());
            return Submissions.of(row, entities);
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        try {
            return Objects.requireNonNull(tx.execute(status -> work.get()));
        } catch (UnknownKeyException e) {
            throw new KycSubmissionException(
                    Reason.KEY_MISSING,
                    e.getMessage() + ", which a stored record needs. Repeat the call on an instance that has it.",
                    null,
                    null);
        }
    }
}
