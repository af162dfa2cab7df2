package io.github.kycsharing.submissions.internal.backfill;

import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.engine.EntityPoll;
import io.github.kycsharing.submissions.internal.engine.NextPoll;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.Progress;
import io.github.kycsharing.submissions.internal.store.StoredBackfill;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The work on the back-fills of an access entity: cancels queued rows, publishes progress, and recognises the end. It calls no exchange.
 * Two instances that execute it at once do nothing twice.
 */
public final class BackfillPoll implements EntityPoll {
    /** Name of the poll. */
    public static final String NAME = "backfill";

    private static final int BATCH = 1000;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration IDLE_PAUSE = Duration.ofMinutes(1);
    /** Counting a million rows takes a part of a second. It takes this part of the time at most. */
    private static final int COUNTING_SHARE = 20;

    private static final Duration TIME = Duration.ofSeconds(5);

    private final BackfillStore store;
    private final SubmissionStore submissions;
    private final CustomerEventStore events;
    private final CustomerEvents contents;
    private final TransactionTemplate tx;
    private final DatabaseClock clock;
    private final Duration retain;
    private final Runnable publication;
    private final Steps steps;

    /**
     * @param retain how long a completed back-fill without submissions is kept
     * @param publication wakes the publication of events
     */
    public BackfillPoll(
            BackfillStore store,
            SubmissionStore submissions,
            CustomerEventStore events,
            CustomerEvents contents,
            TransactionTemplate tx,
            DatabaseClock clock,
            Duration retain,
            Runnable publication,
            Steps steps) {
        this.store = store;
        this.submissions = submissions;
        this.events = events;
        this.contents = contents;
        this.tx = tx;
        this.clock = clock;
        this.retain = retain;
        this.publication = publication;
        this.steps = steps;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public Optional<NextPoll> execute(String bizEntityKey, int shard, BooleanSupplier goOn) {
        long started = System.nanoTime();
        List<StoredBackfill> open = Objects.requireNonNull(tx.execute(status -> store.open(bizEntityKey)));
        boolean more = false;
        for (StoredBackfill backfill : open) {
            more |= backfill.state() == KycBackfill.State.CANCELLED
                    ? !cancelled(
                            backfill,
                            () -> goOn.getAsBoolean() && since(started).compareTo(TIME) < 0)
                    : !observed(backfill);
        }
        if (!open.isEmpty()) {
            publication.run();
            tx.executeWithoutResult(status -> submissions.promoteAwaited(bizEntityKey, BATCH));
        } else {
            tx.executeWithoutResult(status -> store.deleteCompleted(now().minus(retain), BATCH));
        }
        Duration pause = since(started).multipliedBy(COUNTING_SHARE);
        return Optional.of(NextPoll.at(now().plus(more ? longer(PAUSE, pause) : IDLE_PAUSE)));
    }

    /** Whether nothing of it is queued any more. Rows that another transaction has locked are tried again. */
    private boolean cancelled(StoredBackfill backfill, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            steps.before("cancel");
            int cancelled = Objects.requireNonNull(tx.execute(status -> {
                List<UUID> queued = store.lockQueued(backfill.id(), BATCH);
                submissions.cancelAll(queued, Objects.requireNonNullElse(backfill.changedBy(), "library"), now());
                return queued.size();
            }));
            if (cancelled < BATCH) {
                return Boolean.TRUE.equals(tx.execute(status -> complete(backfill, KycBackfill.State.CANCELLED)));
            }
        }
        return false;
    }

    /** Whether it is completed. */
    private boolean observed(StoredBackfill backfill) {
        steps.before("observe");
        return Boolean.TRUE.equals(tx.execute(status -> complete(backfill, KycBackfill.State.COMPLETED)));
    }

    /** Publishes what has changed since the last time, in the transaction that records it. */
    private boolean complete(StoredBackfill seen, KycBackfill.State last) {
        StoredBackfill backfill = store.lock(seen.bizEntityKey(), seen.name())
                .filter(row -> row.completedAt() == null)
                .orElse(null);
        if (backfill == null) {
            return true; // by another instance
        }
        if (backfill.state() != seen.state() || (backfill.loadedAt() == null && last == KycBackfill.State.COMPLETED)) {
            return false;
        }
        Map<SubmissionState, Long> counts = store.counts(backfill.id());
        Progress progress = Progress.of(counts);
        int percent = (int) progress.percent();
        Instant now = now();
        boolean complete = last == KycBackfill.State.CANCELLED
                ? !counts.containsKey(SubmissionState.QUEUED) && !counts.containsKey(SubmissionState.SENDING)
                : progress.isComplete();
        if (complete || percent > backfill.percent()) {
            StoredBackfill after = complete ? backfill.completed(last, percent, now) : backfill.progressed(percent);
            store.update(after, now);
            events.append(contents.backfillProgressed(after, counts, store.invalid(after.id()), now));
        }
        return complete;
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
