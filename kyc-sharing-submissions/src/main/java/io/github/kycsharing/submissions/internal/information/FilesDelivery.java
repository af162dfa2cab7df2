package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.rate.Permit;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.FailureOrigin;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import io.github.kycsharing.submissions.internal.store.InformationStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends files that were handed over: one attempt each. SUBMITTING is committed before the first byte, with the time until which it may be
 * written, and the result in a transaction of its own. An attempt of another instance is left alone until that time, and uncertain after.
 */
final class FilesDelivery {
    private static final Logger log = LoggerFactory.getLogger(FilesDelivery.class);
    private static final DeliveryOptions ONE_ATTEMPT =
            DeliveryOptions.builder().maxAttempts(1).build();
    private static final int BATCH = 10;

    private final InformationStore store;
    private final InformationWriter writer;
    private final InformationContent content;
    private final FilesTransitions transitions;
    private final TransactionTemplate tx;
    private final DatabaseClock clock;
    private final RequestPermits permits;
    private final Steps steps;

    FilesDelivery(
            InformationStore store,
            InformationWriter writer,
            InformationContent content,
            FilesTransitions transitions,
            TransactionTemplate tx,
            DatabaseClock clock,
            RequestPermits permits,
            Steps steps) {
        this.store = store;
        this.writer = writer;
        this.content = content;
        this.transitions = transitions;
        this.tx = tx;
        this.clock = clock;
        this.permits = permits;
        this.steps = steps;
    }

    /** Sends what is due, as long as it may go on. */
    void send(KycSharingClient client, String bizEntityKey, boolean paused, BooleanSupplier goOn) {
        List<InformationRow> due =
                Objects.requireNonNull(tx.execute(status -> store.dueSubmissions(bizEntityKey, now(), BATCH)));
        for (InformationRow row : due) {
            boolean waits = paused && row.state() == InformationFilesState.TO_SUBMIT;
            if (!waits && goOn.getAsBoolean()) {
                Permit permit = permits.acquire(bizEntityKey, InformationPoll.MAX_PERMIT_WAIT);
                if (!permit.isGranted()) {
                    return;
                }
                execute(client, row.id(), permit);
            }
        }
    }

    private void execute(KycSharingClient client, UUID id, Permit permit) {
        boolean used = false;
        try {
            steps.before("information-begin");
            Optional<Attempt> attempt = Objects.requireNonNull(tx.execute(status -> begin(id)));
            used = attempt.isPresent();
            attempt.ifPresent(begun -> submit(client, begun, permit));
        } catch (UnknownKeyException e) { // another instance has it
            postpone(id);
        } catch (DataAccessException | TransactionException e) {
            throw e; // the database's failure, not one of the files
        } catch (RuntimeException e) {
            log.warn(
                    "The submission of files for the request for information {} failed with {}",
                    id,
                    FailureOrigin.of(e));
            postpone(id);
        } finally {
            if (!used) {
                permit.giveBack();
            }
        }
    }

    private Optional<Attempt> begin(UUID id) {
        InformationRow row = store.lockIfFree(id).orElse(null);
        Instant now = now();
        if (row == null || row.dueAt() == null || row.dueAt().isAfter(now)) {
            return Optional.empty();
        }
        if (row.state() == InformationFilesState.SUBMITTING) {
            InformationRow unused = writer.update(row, transitions.crashed(row, now), null);
            return Optional.empty();
        }
        if (row.state() != InformationFilesState.TO_SUBMIT) {
            return Optional.empty();
        }
        List<InformationFiles> files = content.files(row);
        return Optional.of(new Attempt(writer.update(row, transitions.sending(row, now), null), files));
    }

    private void submit(KycSharingClient client, Attempt attempt, Permit permit) {
        InformationRow row = attempt.row();
        Instant claimedUntil = Objects.requireNonNull(row.dueAt());
        Instant sendUntil = clock.toMachineTime(permit.sendUntil(claimedUntil));
        steps.before("information-submit");
        SubmitOutcome outcome;
        try {
            outcome = SubmitOutcome.accepted(client.informationRequests()
                    .submit(row.entityCustomerId(), row.recordId(), attempt.files(), ONE_ATTEMPT, sendUntil));
        } catch (KycSharingException e) {
            outcome = SubmitOutcome.of(e);
        } catch (RuntimeException e) {
            log.warn(
                    "The submission of files for the request for information {} failed with {}",
                    row.id(),
                    FailureOrigin.of(e));
            outcome = SubmitOutcome.DOUBT;
        }
        record(row, outcome);
    }

    /** Records the outcome even if this thread was interrupted during the call: a database may fail on such a thread. */
    private void record(InformationRow attempted, SubmitOutcome outcome) {
        boolean interrupted = Thread.interrupted();
        try {
            steps.before("information-record");
            tx.executeWithoutResult(status -> store.lock(attempted.id())
                    .filter(row -> isOf(row, attempted))
                    .ifPresent(row -> {
                        InformationRow unused = writer.update(row, transitions.after(row, outcome, now()), null);
                    }));
            steps.before("information-recorded");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Another instance may have found the attempt too old meanwhile: its outcome is known now. */
    private static boolean isOf(InformationRow row, InformationRow attempted) {
        return row.attempts() == attempted.attempts()
                && row.erasedAt() == null
                && (row.state() == InformationFilesState.SUBMITTING || row.state() == InformationFilesState.UNCERTAIN);
    }

    private void postpone(UUID id) {
        tx.executeWithoutResult(status -> store.lockIfFree(id)
                .filter(row -> row.state() == InformationFilesState.TO_SUBMIT)
                .ifPresent(row -> {
                    InformationRow unused = writer.update(row, transitions.postponed(row, now()), null);
                }));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record Attempt(InformationRow row, List<InformationFiles> files) {}
}
