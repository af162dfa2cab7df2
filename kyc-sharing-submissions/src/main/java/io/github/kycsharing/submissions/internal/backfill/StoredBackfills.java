package io.github.kycsharing.submissions.internal.backfill;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillReport;
import io.github.kycsharing.submissions.BackfillRun;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.internal.command.BackfillIntake;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.command.SeenNumbers;
import io.github.kycsharing.submissions.internal.command.TransactionGuard;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.StoredBackfill;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Back-fills in the broker's database. */
public final class StoredBackfills implements KycBackfills {
    private static final int MAX_LIMIT = 1000;

    private final Entities entities;
    private final BackfillStore store;
    private final LaneStore lanes;
    private final RecordCipher cipher;
    private final BackfillIntake intake;
    private final SubmissionEngine engine;
    private final TransactionTemplate tx;
    private final TransactionGuard guard;
    private final InstantSource clock;

    /** Back-fills of these entities. */
    public StoredBackfills(
            Entities entities,
            BackfillStore store,
            LaneStore lanes,
            RecordCipher cipher,
            BackfillIntake intake,
            SubmissionEngine engine,
            TransactionTemplate tx,
            TransactionGuard guard,
            InstantSource clock) {
        this.entities = entities;
        this.store = store;
        this.lanes = lanes;
        this.cipher = cipher;
        this.intake = intake;
        this.engine = engine;
        this.tx = tx;
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public BackfillReport dryRun(BackfillPlan plan, BackfillSource source, Consumer<InvalidBackfillRow> invalid) {
        KycSharingClient client = client(plan);
        DryRun dryRun = new DryRun(invalid);
        SeenNumbers seen = new SeenNumbers();
        Chunks.read(source, () -> {}, rows -> {
            BackfillIntake.Chunk chunk = tx.execute(status -> intake.classify(client, plan.name(), rows, seen));
            dryRun.add(Objects.requireNonNull(chunk));
        });
        return dryRun.report();
    }

    @Override
    public BackfillRun run(BackfillPlan plan, BackfillSource source) {
        KycSharingClient client = client(plan);
        String entity = client.bizEntityKey();
        ChunkWriter writer = new ChunkWriter(plan.name(), client, store, intake, tx, this::now);
        Runnable begin = () -> tx.executeWithoutResult(status -> begin(plan, entity));
        Chunks.read(source, begin, rows -> {
            writer.write(rows);
            engine.wakeLane(entity);
        });
        tx.executeWithoutResult(status -> end(plan, entity, writer.lastPosition()));
        engine.wakePoll(BackfillPoll.NAME, entity, 0);
        return new BackfillRun(
                progress(plan.client(), plan.name()).orElseThrow(),
                writer.stored(),
                writer.existing(),
                writer.invalid());
    }

    private KycSharingClient client(BackfillPlan plan) {
        guard.check();
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new KycSubmissionException(
                    Reason.TRANSACTION_NOT_ALLOWED,
                    "A back-fill has transactions of its own. Run it outside of the surrounding one.",
                    null,
                    null);
        }
        return entities.client(entities.requireBizEntityKey(plan.client())).orElseThrow();
    }

    private void begin(BackfillPlan plan, String entity) {
        StoredBackfill backfill = store.lockOrCreate(entity, plan.name(), now());
        if (backfill.state() == KycBackfill.State.CANCELLED) {
            throw notAllowed(backfill, "run again: use another name");
        }
        store.update(backfill.loading(plan.timeWindow().orElse(null)), now());
    }

    private void end(BackfillPlan plan, String entity, long lastPosition) {
        StoredBackfill backfill = store.lock(entity, plan.name()).orElseThrow();
        // What an earlier, longer source had.
        store.replaceInvalid(backfill.id(), lastPosition + 1, Long.MAX_VALUE, List.of());
        store.update(backfill.loaded(now()), now());
    }

    @Override
    public Optional<KycBackfill> progress(String client, String name) {
        String entity = entities.requireBizEntityKey(client);
        return Objects.requireNonNull(
                tx.execute(status -> store.find(entity, name).map(this::of)));
    }

    @Override
    public List<KycBackfill> all() {
        return Objects.requireNonNull(tx.execute(
                status -> store.all(entities.all()).stream().map(this::of).toList()));
    }

    @Override
    public List<InvalidBackfillRow> invalidRows(String client, String name, long afterPosition, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", but is " + limit);
        }
        String entity = entities.requireBizEntityKey(client);
        return Objects.requireNonNull(tx.execute(status -> store.invalidRows(
                store.find(entity, name).orElseThrow(() -> notFound()).id(), afterPosition, limit)));
    }

    @Override
    public KycBackfill pause(String client, String name, Intervention by) {
        return change(client, name, by, KycBackfill.State.PAUSED, Set.of(KycBackfill.State.ACTIVE));
    }

    @Override
    public KycBackfill resume(String client, String name, Intervention by) {
        KycBackfill resumed = change(client, name, by, KycBackfill.State.ACTIVE, Set.of(KycBackfill.State.PAUSED));
        engine.wakeLane(resumed.bizEntityKey());
        return resumed;
    }

    @Override
    public KycBackfill cancel(String client, String name, Intervention by) {
        KycBackfill cancelled = change(
                client,
                name,
                by,
                KycBackfill.State.CANCELLED,
                Set.of(KycBackfill.State.ACTIVE, KycBackfill.State.PAUSED));
        engine.wakePoll(BackfillPoll.NAME, cancelled.bizEntityKey(), 0);
        return cancelled;
    }

    private KycBackfill change(
            String client, String name, Intervention by, KycBackfill.State next, Set<KycBackfill.State> allowed) {
        String entity = entities.requireBizEntityKey(client);
        guard.check();
        return Objects.requireNonNull(tx.execute(status -> {
            // No admission is in progress then, and the next one sees the new state.
            lanes.lock(entity);
            StoredBackfill backfill = store.lock(entity, name).orElseThrow(() -> notFound());
            if (!allowed.contains(backfill.state())) {
                throw notAllowed(backfill, "changed to " + next);
            }
            Ciphertext note = cipher.encrypt(by.reason().getBytes(StandardCharsets.UTF_8), place(backfill));
            StoredBackfill changed = backfill.inState(next, by.actor(), note);
            store.update(changed, now());
            return of(changed);
        }));
    }

    private KycBackfill of(StoredBackfill backfill) {
        return new KycBackfill(
                backfill.id(),
                entities.clientName(backfill.bizEntityKey()),
                backfill.bizEntityKey(),
                backfill.name(),
                backfill.state(),
                Optional.ofNullable(backfill.timeWindow()),
                store.counts(backfill.id()),
                store.invalid(backfill.id()),
                backfill.startedAt(),
                Optional.ofNullable(backfill.loadedAt()),
                Optional.ofNullable(backfill.completedAt()),
                Optional.ofNullable(backfill.changedBy()),
                Optional.ofNullable(backfill.note())
                        .filter(note -> cipher.hasKey(note.keyId()))
                        .map(note -> new String(cipher.decrypt(note, place(backfill)), StandardCharsets.UTF_8)));
    }

    private static RecordCipher.Place place(StoredBackfill backfill) {
        return new RecordCipher.Place(
                backfill.id(), backfill.bizEntityKey(), backfill.name(), RecordCipher.Purpose.NOTE);
    }

    private static KycSubmissionException notFound() {
        return new KycSubmissionException(
                Reason.BACKFILL_NOT_FOUND, "The client has no back-fill of this name.", null, null);
    }

    private static KycSubmissionException notAllowed(StoredBackfill backfill, String command) {
        return new KycSubmissionException(
                Reason.STATE_NOT_ALLOWED,
                "The back-fill " + backfill.name() + " is " + backfill.state() + " and cannot be " + command + ".",
                null,
                null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
