package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareStatusQuery;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.command.Submissions;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.UnknownKeyException;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.engine.TaskHandler;
import io.github.kycsharing.submissions.internal.rate.Permit;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.AfterCommit;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.FailureOrigin;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.tracking.Tracking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Executes the task of a submission: one call to the exchange at most. The state before the call is committed before its first byte is
 * written, and the result in a transaction of its own. An execution whose submission was changed by another one meanwhile writes
 * nothing.
 */
public final class SubmissionHandler implements TaskHandler {
    private static final Logger log = LoggerFactory.getLogger(SubmissionHandler.class);
    private static final DeliveryOptions ONE_ATTEMPT =
            DeliveryOptions.builder().maxAttempts(1).build();
    /** For an instance without the client or the key: another one takes the task. */
    private static final Duration OTHER_INSTANCE_PAUSE = Duration.ofSeconds(30);
    /** A thread waits no longer for a permit: it serves other clients too. */
    private static final Duration MAX_PERMIT_WAIT = Duration.ofMillis(500);

    private final Entities entities;
    private final SubmissionStore store;
    private final RecordCipher cipher;
    private final SubmissionEngine engine;
    private final TransactionTemplate tx;
    private final DatabaseClock clock;
    private final DeliveryPolicy policy;
    private final RecordRefresh refresh;
    private final Tracking tracking;
    private final RequestPermits permits;
    private final Steps steps;
    private final Transitions transitions;
    private final LaneGate gate;
    private final LaneHealth health;

    /** A handler of the submissions of these entities. */
    public SubmissionHandler(
            Entities entities,
            SubmissionStore store,
            LaneStore lanes,
            RecordCipher cipher,
            SubmissionEngine engine,
            TransactionTemplate tx,
            DatabaseClock clock,
            DeliveryPolicy policy,
            RecordRefresh refresh,
            Tracking tracking,
            RequestPermits permits,
            Steps steps) {
        this.entities = entities;
        this.store = store;
        this.cipher = cipher;
        this.engine = engine;
        this.tx = tx;
        this.clock = clock;
        this.policy = policy;
        this.refresh = refresh;
        this.tracking = tracking;
        this.permits = permits;
        this.steps = steps;
        this.transitions = new Transitions(policy);
        this.gate = new LaneGate(lanes, policy);
        this.health = new LaneHealth(lanes, policy);
    }

    /**
     * What an execution does after its first transaction.
     *
     * @param row the committed row
     * @param call the call; NONE if the execution has ended
     * @param request what is sent
     * @param next when it is executed again, if the execution has ended
     */
    private record Plan(
            @Nullable SubmissionRow row,
            NextCall call,
            @Nullable PreparedRequest request,
            Optional<Instant> next) {
        static Plan end(@Nullable Instant next) {
            return new Plan(null, NextCall.NONE, null, Optional.ofNullable(next));
        }
    }

    @Override
    public Optional<Instant> execute(String bizEntityKey, UUID id, Instant pickedAt) {
        try {
            steps.before("refresh");
            refresh.beforeFirstAttempt(id);
            steps.before("permit");
            Permit permit = permits.acquire(bizEntityKey, MAX_PERMIT_WAIT);
            return permit.isGranted() ? execute(id, pickedAt, permit) : permit.retryAt();
        } catch (UnknownKeyException e) {
            return Objects.requireNonNull(tx.execute(status -> leaveToOthers(id)));
        } catch (DataAccessException | TransactionException e) {
            throw e; // the database's failure, not the submission's
        } catch (RuntimeException e) {
            log.warn("The delivery of the submission {} failed with {}", id, FailureOrigin.of(e));
            return Objects.requireNonNull(tx.execute(status -> handlerFailed(id, pickedAt)));
        }
    }

    private Optional<Instant> execute(UUID id, Instant pickedAt, Permit permit) {
        boolean used = false;
        try {
            steps.before("begin");
            Plan plan = Objects.requireNonNull(tx.execute(status -> begin(id, pickedAt)));
            steps.before("call");
            used = plan.call() != NextCall.NONE;
            return switch (plan.call()) {
                case NONE -> plan.next();
                case DELIVER -> deliver(plan, pickedAt, permit);
                case QUERY -> query(plan, permit);
            };
        } finally {
            if (!used) {
                permit.giveBack();
            }
        }
    }

    private Plan begin(UUID id, Instant pickedAt) {
        SubmissionRow row = store.lock(id).orElse(null);
        Instant now = now();
        if (row == null || row.nextCall() == NextCall.NONE || isReleased(row)) {
            return Plan.end(null);
        }
        if (row.state() == SubmissionState.SENDING) {
            if (hasExpired(pickedAt, now)) {
                return Plan.end(now); // the attempt of the instance that took the claim over
            }
            return Plan.end(write(transitions.crashed(row, now)).dueAt());
        }
        if (row.dueAt() != null && row.dueAt().isAfter(now)) {
            return Plan.end(row.dueAt());
        }
        KycSharingClient client = entities.client(row.bizEntityKey()).orElse(null);
        if (client == null) {
            return Plan.end(now.plus(OTHER_INSTANCE_PAUSE));
        }
        Optional<LaneRow> lane = gate.lane(row.bizEntityKey());
        boolean paused = LaneGate.isPaused(lane);
        Optional<Instant> wait = gate.waitUntil(lane, row.id(), row.nextCall(), now);
        if (row.state() == SubmissionState.QUEUED && (paused || wait.isPresent())) {
            release(row, now);
            return Plan.end(null);
        }
        if (wait.isPresent()) {
            return Plan.end(wait.get());
        }
        // A paused lane sends nothing; a query changes nothing at the exchange.
        return row.nextCall() == NextCall.DELIVER && !paused
                ? sending(row, client, now)
                : new Plan(row, NextCall.QUERY, null, Optional.empty());
    }

    /** A record that this instance cannot read occupies no part of the window meanwhile. */
    private Optional<Instant> leaveToOthers(UUID id) {
        Instant later = now().plus(OTHER_INSTANCE_PAUSE);
        Optional<SubmissionRow> queued =
                store.lock(id).filter(row -> row.state() == SubmissionState.QUEUED && row.inDelivery());
        queued.ifPresent(row -> store.update(
                row.toBuilder().inDelivery(false).dueAt(later).updatedAt(now()).build()));
        return queued.isPresent() ? Optional.empty() : Optional.of(later);
    }

    /** A task that outlived the admission of its submission. */
    private static boolean isReleased(SubmissionRow row) {
        return row.state() == SubmissionState.QUEUED && !row.inDelivery();
    }

    private void release(SubmissionRow row, Instant now) {
        store.update(row.toBuilder().inDelivery(false).updatedAt(now).build());
    }

    private Plan sending(SubmissionRow row, KycSharingClient client, Instant now) {
        Ciphertext body =
                store.body(row.id()).orElseThrow(() -> new IllegalStateException("The stored record is missing"));
        PreparedRequest request =
                client.restore(row.requestNo(), row.customer(), cipher.decrypt(body, Submissions.body(row)));
        SubmissionRow sending = store.update(transitions.sending(row, now)).orElseThrow();
        tracking.share(row.bizEntityKey(), row.customer(), row.requestNo());
        return new Plan(sending, NextCall.DELIVER, request, Optional.empty());
    }

    private Optional<Instant> deliver(Plan plan, Instant pickedAt, Permit permit) {
        SubmissionRow row = Objects.requireNonNull(plan.row());
        PreparedRequest request = Objects.requireNonNull(plan.request());
        KycSharingClient client = entities.client(row.bizEntityKey()).orElseThrow();
        Instant claimedUntil = pickedAt.plus(policy.claim());
        Permit usable = usable(permit, row);
        if (!usable.isGranted()) { // the transaction took too long, and there is no other one
            return record(row, CallResult.withoutPermit(row.evidence()), Objects.requireNonNull(row.lastAttemptAt()));
        }
        Instant sendUntil = clock.toMachineTime(usable.sendUntil(claimedUntil));
        steps.before("deliver");
        CallResult result;
        try {
            result = CallResult.accepted(tracking.durably(
                    row.bizEntityKey(),
                    row.requestNo(),
                    () -> client.deliver(request, row.evidence(), ONE_ATTEMPT, sendUntil)));
        } catch (KycSharingException e) {
            result = CallResult.notDelivered(e);
        }
        return record(row, result, Objects.requireNonNull(row.lastAttemptAt()));
    }

    /** Another permit, if the transaction took so long that this one is too old. */
    private Permit usable(Permit permit, SubmissionRow row) {
        return permit.isUsable(now()) ? permit : permits.acquire(row.bizEntityKey(), MAX_PERMIT_WAIT);
    }

    private Optional<Instant> query(Plan plan, Permit permit) {
        SubmissionRow row = Objects.requireNonNull(plan.row());
        KycSharingClient client = entities.client(row.bizEntityKey()).orElseThrow();
        Permit usable = usable(permit, row);
        if (!usable.isGranted()) {
            return usable.retryAt(); // nothing has changed
        }
        Instant startedAt = now();
        steps.before("query");
        CallResult result;
        try {
            result = CallResult.status(client.shareStatus(
                    ShareStatusQuery.of(row.customer().entityCustomerId(), row.requestNo()), ONE_ATTEMPT));
        } catch (KycSharingException e) {
            result = CallResult.notQueried(e);
        }
        return record(row, result, startedAt);
    }

    /** Records the result even if this thread was interrupted during the call: a database may fail on such a thread. */
    private Optional<Instant> record(SubmissionRow before, CallResult result, Instant startedAt) {
        boolean interrupted = Thread.interrupted();
        try {
            steps.before("record");
            Optional<Instant> next = Objects.requireNonNull(tx.execute(status -> recordUnchanged(before, result)));
            steps.before("signal");
            boolean delivers = Boolean.TRUE.equals(tx.execute(status -> health.record(
                    before.bizEntityKey(),
                    entities.clientName(before.bizEntityKey()).orElse("unknown"),
                    before.id(),
                    result.signal(),
                    startedAt,
                    now())));
            if (delivers) {
                engine.wakeLane(before.bizEntityKey());
            }
            engine.wakePublication();
            steps.before("end");
            return next;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<Instant> recordUnchanged(SubmissionRow before, CallResult result) {
        SubmissionRow row = store.lock(before.id()).orElse(null);
        if (row == null) {
            return Optional.empty();
        }
        if (row.version() != before.version()) {
            log.debug("The submission {} was changed during the call; its result is dropped", before.id());
            return Optional.ofNullable(isReleased(row) ? null : row.dueAt());
        }
        Instant now = now();
        Change change = row.state() == SubmissionState.SENDING
                ? transitions.afterDelivery(row, result, now)
                : transitions.afterQuery(row, result, now);
        if (row.state() == SubmissionState.SENDING && hadNoEffect(change.row())) {
            tracking.notShared(row.bizEntityKey(), row.customer(), row.requestNo());
        }
        return next(write(change));
    }

    private static boolean hadNoEffect(SubmissionRow row) {
        return row.evidence().isClean()
                && (row.state() == SubmissionState.QUEUED || row.state() == SubmissionState.REJECTED);
    }

    /** An execution that slept past its claim says nothing about the row, which another instance may have changed. */
    private boolean hasExpired(Instant pickedAt, Instant now) {
        return !now.isBefore(pickedAt.plus(policy.claim()));
    }

    private Optional<Instant> handlerFailed(UUID id, Instant pickedAt) {
        if (hasExpired(pickedAt, now())) {
            return Optional.of(now());
        }
        return store.lock(id)
                .filter(row -> row.nextCall() != NextCall.NONE)
                .map(row -> write(transitions.handlerFailed(row, now())))
                .flatMap(SubmissionHandler::next);
    }

    /** Writes the row, its history and its event. */
    private SubmissionRow write(Change change) {
        SubmissionRow row = store.update(change.row()).orElseThrow();
        if (change.from() != row.state() || change.note() != null) {
            store.append(EventRow.of(change.from(), row, null, note(row, change.note())));
        }
        if (change.erasesBody()) {
            store.deleteBody(row.id());
        }
        if (change.from() != row.state()) {
            AfterCommit.run(() -> logEntry(row));
        }
        return row;
    }

    /** One line for each submission that needs a person; the events report everything else. */
    private static void logEntry(SubmissionRow row) {
        if (row.state().needsPerson()) {
            log.warn(
                    "The submission {} (requestNo {}) is {}: a person must decide",
                    row.id(),
                    row.printableRequestNo(),
                    row.state());
        } else if (row.state() == SubmissionState.IMPORT_FAILED) {
            log.info(
                    "The exchange could not import the submission {} (requestNo {}): its history has the reason",
                    row.id(),
                    row.printableRequestNo());
        }
    }

    private @Nullable Ciphertext note(SubmissionRow row, @Nullable String text) {
        return text == null ? null : cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), Submissions.note(row));
    }

    private static Optional<Instant> next(SubmissionRow row) {
        return row.nextCall() == NextCall.NONE || isReleased(row) ? Optional.empty() : Optional.ofNullable(row.dueAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
