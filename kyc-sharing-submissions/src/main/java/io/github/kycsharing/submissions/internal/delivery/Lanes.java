package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.LaneAdmission;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.StoredBackfill;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Admits queued submissions lane by lane, and lets people pause and resume lanes. */
public final class Lanes implements KycLanes, LaneAdmission {
    /** A lane has no id of its own; its entity is part of the associated data. */
    private static final UUID LANE = new UUID(0, 0);

    private final Entities entities;
    private final SubmissionStore submissions;
    private final BackfillStore backfills;
    private final LaneStore lanes;
    private final EventStore events;
    private final RecordCipher cipher;
    private final SubmissionEngine engine;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final DeliveryPolicy policy;

    /** Lanes of these entities. */
    public Lanes(
            Entities entities,
            SubmissionStore submissions,
            BackfillStore backfills,
            LaneStore lanes,
            EventStore events,
            RecordCipher cipher,
            SubmissionEngine engine,
            TransactionTemplate tx,
            InstantSource clock,
            DeliveryPolicy policy) {
        this.entities = entities;
        this.submissions = submissions;
        this.backfills = backfills;
        this.lanes = lanes;
        this.events = events;
        this.cipher = cipher;
        this.engine = engine;
        this.tx = tx;
        this.clock = clock;
        this.policy = policy;
    }

    @Override
    public int admit(String bizEntityKey) {
        Integer admitted = tx.execute(status -> {
            LaneRow lane = lanes.lock(bizEntityKey);
            Instant now = now();
            return switch (lane.state()) {
                case PAUSED -> 0;
                case ACTIVE -> fillWindow(bizEntityKey, now);
                case BACKING_OFF -> LaneGate.mayProbe(lane, now) ? admitProbe(lane, now) : 0;
            };
        });
        return admitted == null ? 0 : admitted;
    }

    private int fillWindow(String bizEntityKey, Instant now) {
        int free = window(bizEntityKey) - submissions.inWindow(bizEntityKey);
        if (free <= 0) {
            return 0;
        }
        int admitted = 0;
        for (UUID queue : queues(bizEntityKey, now)) {
            for (SubmissionRow row : submissions.admissible(bizEntityKey, queue, now, free - admitted)) {
                admitted += admit(row, now) ? 1 : 0;
            }
            if (admitted >= free) {
                break;
            }
        }
        return admitted;
    }

    /** Of all instances together; the client's own limit on its concurrency is part of it. */
    private int window(String bizEntityKey) {
        int limit = entities.client(bizEntityKey)
                .map(KycSharingClient::maxConcurrentRequests)
                .orElseGet(OptionalInt::empty)
                .orElse(policy.window());
        return Math.min(policy.window(), limit);
    }

    /** The daily queue first, then the back-fills that deliver now, the oldest first. The lane's lock keeps them from being cancelled. */
    private List<UUID> queues(String bizEntityKey, Instant now) {
        return Stream.concat(
                        Stream.of(SubmissionStore.DAILY),
                        backfills.open(bizEntityKey).stream()
                                .filter(backfill -> backfill.delivers(now))
                                .map(StoredBackfill::id))
                .toList();
    }

    private int admitProbe(LaneRow lane, Instant now) {
        for (UUID queue : queues(lane.bizEntityKey(), now)) {
            for (SubmissionRow row : submissions.probeCandidates(lane.bizEntityKey(), queue, now, 1)) {
                if (admit(row, now)) {
                    lanes.update(LaneGate.withProbe(lane, row.id(), now.plus(LaneGate.probeTimeout(policy))));
                    return 1;
                }
            }
        }
        return 0;
    }

    private boolean admit(SubmissionRow row, Instant now) {
        Optional<SubmissionRow> admitted = submissions.update(
                row.toBuilder().inDelivery(true).updatedAt(now).build());
        admitted.ifPresent(changed -> engine.arm(changed.bizEntityKey(), changed.id(), now));
        return admitted.isPresent();
    }

    @Override
    public List<KycLane> all() {
        return entities.all().stream()
                .map(entities::clientName)
                .flatMap(Optional::stream)
                .sorted()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<KycLane> find(String client) {
        return entities.bizEntityKey(client).map(entity -> inTransaction(client, entity, null, null));
    }

    @Override
    public KycLane pause(String client, Intervention by) {
        return inTransaction(client, entities.requireBizEntityKey(client), KycLane.State.PAUSED, by);
    }

    @Override
    public KycLane resume(String client, Intervention by) {
        String entity = entities.requireBizEntityKey(client);
        KycLane resumed = inTransaction(client, entity, KycLane.State.ACTIVE, by);
        engine.wakeLane(entity);
        return resumed;
    }

    private KycLane inTransaction(
            String client, String entity, KycLane.@Nullable State state, @Nullable Intervention by) {
        return Objects.requireNonNull(tx.execute(status -> {
            if (state != null && by != null) {
                change(lanes.lock(entity), state, by);
            }
            return lane(client, entity, lanes.find(entity));
        }));
    }

    private void change(LaneRow lane, KycLane.State state, Intervention by) {
        lanes.update(new LaneRow(
                lane.bizEntityKey(),
                state,
                null,
                0,
                null,
                null,
                null,
                null,
                0,
                by.actor(),
                cipher.encrypt(by.reason().getBytes(StandardCharsets.UTF_8), place(lane.bizEntityKey())),
                now(),
                lane.version()));
    }

    private KycLane lane(String client, String entity, Optional<LaneRow> lane) {
        return new KycLane(
                client,
                entity,
                lane.map(LaneRow::state).orElse(KycLane.State.ACTIVE),
                lane.map(LaneRow::backOffUntil),
                lane.map(LaneRow::cause),
                lane.map(LaneRow::changedBy),
                lane.flatMap(this::note),
                lane.map(LaneRow::changedAt),
                submissions.counts(entity),
                submissions.oldestQueuedAt(entity),
                events.unpublished(entity),
                events.failing(entity, EventStore.FAILURES_BEFORE_WARNING));
    }

    private Optional<String> note(LaneRow lane) {
        Ciphertext note = lane.note();
        return note == null || !cipher.hasKey(note.keyId())
                ? Optional.empty()
                : Optional.of(new String(cipher.decrypt(note, place(lane.bizEntityKey())), StandardCharsets.UTF_8));
    }

    private static RecordCipher.Place place(String bizEntityKey) {
        return new RecordCipher.Place(LANE, bizEntityKey, "", RecordCipher.Purpose.NOTE);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
