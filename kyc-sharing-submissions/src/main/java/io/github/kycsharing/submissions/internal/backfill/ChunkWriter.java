package io.github.kycsharing.submissions.internal.backfill;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.BackfillRow;
import io.github.kycsharing.submissions.BackfillViolation;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.internal.command.BackfillIntake;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.StoredBackfill;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores the chunks of one run, each in a transaction of its own. */
final class ChunkWriter {
    private static final int MAX_TRIES = 5;

    private final String name;
    private final KycSharingClient client;
    private final BackfillStore store;
    private final BackfillIntake intake;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private long lastPosition;
    private long stored;
    private long existing;
    private long invalid;

    ChunkWriter(
            String name,
            KycSharingClient client,
            BackfillStore store,
            BackfillIntake intake,
            TransactionTemplate tx,
            InstantSource clock) {
        this.name = name;
        this.client = client;
        this.store = store;
        this.intake = intake;
        this.tx = tx;
        this.clock = clock;
    }

    long lastPosition() {
        return lastPosition;
    }

    long stored() {
        return stored;
    }

    long existing() {
        return existing;
    }

    long invalid() {
        return invalid;
    }

    void write(List<BackfillRow> rows) {
        try {
            count(repeated(rows));
        } catch (DataIntegrityViolationException e) {
            // The database refuses one of them, for example for a character that it cannot store. The others go on.
            if (rows.size() > 1) {
                int half = rows.size() / 2;
                write(rows.subList(0, half));
                write(rows.subList(half, rows.size()));
            } else {
                count(inTransaction(rows, true));
            }
        }
        lastPosition = Math.max(lastPosition, rows.get(rows.size() - 1).position());
    }

    private void count(BackfillIntake.Chunk chunk) {
        stored += chunk.stored();
        existing += chunk.existing();
        invalid += chunk.invalid().size();
    }

    /** Another run, or a daily submission, may store the same rows now. */
    private BackfillIntake.Chunk repeated(List<BackfillRow> rows) {
        for (int tries = 1; true; tries++) {
            try {
                return inTransaction(rows, false);
            } catch (TransientDataAccessException e) {
                if (tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private BackfillIntake.Chunk inTransaction(List<BackfillRow> rows, boolean refused) {
        return Objects.requireNonNull(tx.execute(status -> {
            StoredBackfill backfill = store.lock(client.bizEntityKey(), name).orElseThrow();
            if (backfill.state() == KycBackfill.State.CANCELLED) {
                throw new KycSubmissionException(
                        Reason.STATE_NOT_ALLOWED,
                        "The back-fill " + name + " was cancelled. The rest of its rows is not stored.",
                        null,
                        null);
            }
            if (backfill.loadedAt() != null) {
                // Another run of the same name has reached its end: what is stored now must be delivered too.
                store.update(backfill.loading(backfill.timeWindow()), clock.instant());
            }
            BackfillIntake.Chunk chunk = refused
                    ? new BackfillIntake.Chunk(0, 0, List.of(refused(rows.get(0))))
                    : intake.store(client, backfill.id(), name, rows);
            store.replaceInvalid(
                    backfill.id(),
                    rows.get(0).position(),
                    rows.get(rows.size() - 1).position(),
                    chunk.invalid());
            return chunk;
        }));
    }

    private static InvalidBackfillRow refused(BackfillRow row) {
        return new InvalidBackfillRow(row.position(), List.of(new BackfillViolation("", BackfillViolation.UNREADABLE)));
    }
}
