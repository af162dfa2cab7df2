package io.github.kycsharing.submissions.internal.operation;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import io.github.kycsharing.submissions.internal.store.StoredBackfill;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a snapshot of the tables again and again, on a thread of its own, so that meters and health cost no statement each time they are
 * read. It is a {@link SmartLifecycle}, so that as a bean it starts and stops with the application context.
 */
public final class SnapshotReader implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SnapshotReader.class);
    private static final long STOP_SECONDS = 5;
    /** Meters have a tag for each back-fill, so that their number must not grow with the years. */
    private static final int MAX_BACKFILLS = 20;

    private static final Duration SHOWN_AFTER_COMPLETION = Duration.ofHours(1);

    private final Entities entities;
    private final SnapshotQueries queries;
    private final BackfillStore backfills;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final SnapshotOptions options;
    private final StuckWork stuckWork;
    private final List<Consumer<Snapshot>> observers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Snapshot snapshot;
    private volatile long validSince;
    private @Nullable ScheduledExecutorService thread;
    private boolean failing;

    /** Reads nothing before {@link #start()}. */
    public SnapshotReader(
            Entities entities,
            DataSource dataSource,
            String prefix,
            TransactionTemplate tx,
            InstantSource clock,
            SnapshotOptions options) {
        this.entities = entities;
        this.queries = new SnapshotQueries(dataSource, prefix);
        this.backfills = new BackfillStore(dataSource, prefix);
        this.tx = tx;
        this.clock = clock;
        this.options = options;
        this.stuckWork = new StuckWork(options.stuckAfter());
    }

    /** Passes the last snapshot, and each later one as soon as it is read, to an observer that executes no statement. */
    public void observe(Consumer<Snapshot> observer) {
        observers.add(observer);
        current().ifPresent(observer);
    }

    /** The last snapshot; empty before the first one, and if none could be read for three intervals. */
    public Optional<Snapshot> current() {
        return isOverdue() ? Optional.empty() : Optional.ofNullable(snapshot);
    }

    /** Whether no snapshot could be read for three intervals, or since the start if that is less. */
    public boolean isOverdue() {
        return System.nanoTime() - validSince > options.validity().toNanos();
    }

    @Override
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        validSince = System.nanoTime();
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, "kyc-sharing-snapshot");
            created.setDaemon(true);
            return created;
        });
        var unused = executor.scheduleWithFixedDelay(
                this::refresh, 0, options.interval().toMillis(), TimeUnit.MILLISECONDS);
        thread = executor;
    }

    void refresh() {
        long startedAt = System.nanoTime();
        try {
            Snapshot read = Objects.requireNonNull(tx.execute(status -> read()));
            snapshot = read;
            validSince = startedAt;
            failing = false;
            observers.forEach(observer -> observer.accept(read));
        } catch (RuntimeException | Error e) { // the database's; the next one repeats it
            if (!failing) {
                log.warn(
                        "The figures for meters and health cannot be read: {}",
                        e.getClass().getName());
            }
            failing = true;
        }
    }

    private Snapshot read() {
        Instant now = clock.instant();
        Map<String, SnapshotQueries.Lane> lanes = queries.lanes();
        Map<String, UnpublishedEvents> submissionEvents = queries.submissionEvents();
        Map<String, UnpublishedEvents> customerEvents = queries.customerEvents();
        Map<String, ClientSnapshot> clients = new HashMap<>();
        Map<String, Set<String>> due = new HashMap<>();
        for (String entity : entities.all()) {
            String client = entities.clientName(entity).orElseThrow();
            SnapshotQueries.Lane lane =
                    lanes.getOrDefault(entity, new SnapshotQueries.Lane(KycLane.State.ACTIVE, null));
            clients.put(
                    client,
                    new ClientSnapshot(
                            queries.counts(entity),
                            queries.oldest(entity),
                            lane.state(),
                            submissionEvents.getOrDefault(entity, UnpublishedEvents.EMPTY),
                            customerEvents.getOrDefault(entity, UnpublishedEvents.EMPTY),
                            queries.accounts(entity, now),
                            backfills(entity, now),
                            delivers(lane, now) ? queries.due(entity, now) : Set.of()));
            for (int shard = 0; shard < CustomerStore.SHARDS; shard++) {
                due.put("status polls of " + client + ", shard " + shard, queries.duePolls(entity, shard, now));
            }
        }
        due.put("events of submissions", queries.dueSubmissionEvents(now));
        due.put("events of customers", queries.dueCustomerEvents(now));
        return new Snapshot(now, clients, stuckWork.update(now, clients, due));
    }

    private List<BackfillSnapshot> backfills(String entity, Instant now) {
        return backfills.recent(entity, now.minus(SHOWN_AFTER_COMPLETION), MAX_BACKFILLS).stream()
                .map(backfill -> snapshot(backfill, now))
                .toList();
    }

    private BackfillSnapshot snapshot(StoredBackfill backfill, Instant now) {
        Map<SubmissionState, Long> counts = backfills.counts(backfill.id());
        return new BackfillSnapshot(
                backfill.name(),
                backfill.state(),
                counts,
                backfills.invalid(backfill.id()),
                backfill.delivers(now) && counts.containsKey(SubmissionState.QUEUED));
    }

    /** A lane that waits on purpose is not stuck; one whose pause has long ended should have sent a probe. */
    private boolean delivers(SnapshotQueries.Lane lane, Instant now) {
        return switch (lane.state()) {
            case ACTIVE -> true;
            case PAUSED -> false;
            case BACKING_OFF -> {
                Duration late =
                        lane.backOffUntil() == null ? Duration.ZERO : Duration.between(lane.backOffUntil(), now);
                yield late.compareTo(options.stuckAfter()) > 0;
            }
        };
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.shutdown(); // not interrupted: that would close the file of an embedded H2 database
        try {
            if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.debug("The last reading of the figures goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096; // as the engine
    }
}
