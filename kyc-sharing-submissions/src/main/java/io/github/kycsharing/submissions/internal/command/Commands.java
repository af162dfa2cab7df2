package io.github.kycsharing.submissions.internal.command;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Erasure;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do to submissions. Every method needs a transaction. */
final class Commands {
    private final Entities entities;
    private final SubmissionStore store;
    private final CustomerData customerData;
    private final RecordCipher cipher;
    private final SubmissionEngine engine;
    private final Intake intake;
    private final InstantSource clock;
    private final ActionHistory history;

    Commands(
            Entities entities,
            SubmissionStore store,
            CustomerData customerData,
            RecordCipher cipher,
            SubmissionEngine engine,
            Intake intake,
            InstantSource clock) {
        this.entities = entities;
        this.store = store;
        this.customerData = customerData;
        this.cipher = cipher;
        this.engine = engine;
        this.intake = intake;
        this.clock = clock;
        this.history = new ActionHistory(store, cipher, clock);
    }

    static Ciphertext note(RecordCipher cipher, SubmissionRow row, String text) {
        return cipher.encrypt(text.getBytes(StandardCharsets.UTF_8), Submissions.note(row));
    }

    SubmissionRow cancel(UUID id, long version, Intervention by) {
        SubmissionRow row = locked(id, version, SubmissionCommand.CANCEL);
        return end(row, SubmissionState.CANCELLED, SubmissionAction.CANCEL, by);
    }

    SubmissionRow close(UUID id, long version, Intervention by) {
        SubmissionRow row = locked(id, version, SubmissionCommand.CLOSE);
        return end(row, SubmissionState.CLOSED, SubmissionAction.CLOSE, by);
    }

    SubmissionRow retry(UUID id, long version, Intervention by) {
        SubmissionRow row = locked(id, version, SubmissionCommand.RETRY);
        boolean clean = row.evidence().isClean();
        boolean delivered = row.deliveredAt() != null;
        Instant now = now();
        SubmissionRow after = row.toBuilder()
                .state(
                        clean
                                ? SubmissionState.QUEUED
                                : delivered ? SubmissionState.DELIVERED : SubmissionState.UNCERTAIN)
                .nextCall(clean ? NextCall.DELIVER : NextCall.QUERY)
                .inDelivery(!clean && !delivered)
                .dueAt(now)
                .doubtSince(clean ? null : now)
                .queries(0)
                .handlerFailures(0)
                .updatedAt(now)
                .build();
        return change(row, after, SubmissionAction.RETRY, by);
    }

    SubmissionRow resolveNow(UUID id, long version, Intervention by) {
        SubmissionRow row = locked(id, version, SubmissionCommand.RESOLVE_NOW);
        Instant now = now();
        SubmissionRow.Builder after =
                row.toBuilder().nextCall(NextCall.QUERY).dueAt(now).queries(0).updatedAt(now);
        if (row.state() == SubmissionState.UNRESOLVED && !row.numberDisputed()) {
            after.state(SubmissionState.UNCERTAIN).doubtSince(now);
        }
        return change(row, after.build(), SubmissionAction.RESOLVE_NOW, by);
    }

    /** The new submission. Its number is new, so the exchange takes it for another request. */
    SubmissionRow resubmit(UUID id, long version, Intervention by) {
        SubmissionRow row = locked(id, version, SubmissionCommand.RESUBMIT);
        Ciphertext body = store.body(id)
                .orElseThrow(
                        () -> refused(Reason.BODY_ERASED, row, "The stored record is erased. Submit the record anew."));
        KycSharingClient client = entities.client(row.bizEntityKey())
                .orElseThrow(() ->
                        refused(Reason.CLIENT_NOT_FOUND, row, "This application has no client of its access entity."));
        ShareKycRequest request = KycJson.readRequest(cipher.decrypt(body, Submissions.body(row))).toBuilder()
                .requestNo(null)
                .build();
        if (row.state() == SubmissionState.UNRESOLVED) {
            end(row, SubmissionState.CLOSED, SubmissionAction.RESUBMIT, by);
        } else {
            submittedAgain(row, by);
        }
        return intake.store(intake.prepareAgain(client, request, row), by.actor(), by.reason());
    }

    /** A second command on the same submission is refused: its version has changed, and its record is erased. */
    private void submittedAgain(SubmissionRow row, Intervention by) {
        SubmissionRow stored =
                store.update(row.toBuilder().updatedAt(now()).build()).orElseThrow(() -> moved(row));
        history.append(row.state(), stored, SubmissionAction.RESUBMIT, by);
        store.deleteBody(row.id());
    }

    Erasure erase(String bizEntityKey, String entityCustomerId, Intervention by) {
        int erased = 0;
        int pending = 0;
        // One for all: the order of the customer's events stays.
        String pseudonym = "erased-" + UUID.randomUUID();
        // Until none is new: a command that held a lock meanwhile may have submitted the record again.
        Set<UUID> seen = new HashSet<>();
        for (List<SubmissionRow> rows = unseen(bizEntityKey, entityCustomerId, seen);
                !rows.isEmpty();
                rows = unseen(bizEntityKey, entityCustomerId, seen)) {
            for (SubmissionRow found : rows) {
                SubmissionRow row = store.lock(found.id()).orElse(found);
                if (row.state() == SubmissionState.QUEUED && row.evidence().isClean()) {
                    row = end(row, SubmissionState.CANCELLED, SubmissionAction.CANCEL, by);
                }
                if (row.state().isTerminal()) {
                    store.erase(row.id(), pseudonym);
                    erased++;
                } else {
                    store.requestErasure(row.id(), now());
                    pending++;
                }
            }
        }
        customerData.erase(bizEntityKey, entityCustomerId);
        return new Erasure(erased, pending);
    }

    private List<SubmissionRow> unseen(String bizEntityKey, String entityCustomerId, Set<UUID> seen) {
        return store.ofCustomer(bizEntityKey, entityCustomerId).stream()
                .filter(row -> seen.add(row.id()))
                .toList();
    }

    private SubmissionRow end(SubmissionRow row, SubmissionState state, SubmissionAction action, Intervention by) {
        Instant now = now();
        engine.disarm(row.bizEntityKey(), row.id());
        store.deleteBody(row.id());
        return change(
                row,
                row.toBuilder()
                        .state(state)
                        .nextCall(NextCall.NONE)
                        .dueAt(null)
                        .inDelivery(false)
                        .open(false)
                        .endedAt(now)
                        .updatedAt(now)
                        .build(),
                action,
                by);
    }

    private SubmissionRow change(SubmissionRow before, SubmissionRow after, SubmissionAction action, Intervention by) {
        SubmissionRow stored = store.update(after).orElseThrow(() -> moved(before));
        history.append(before.state(), stored, action, by);
        if (stored.inDelivery() && stored.dueAt() != null) {
            engine.arm(stored.bizEntityKey(), stored.id(), Objects.requireNonNull(stored.dueAt()));
        } else if (stored.nextCall() == NextCall.QUERY && stored.dueAt() != null) {
            engine.arm(stored.bizEntityKey(), stored.id(), Objects.requireNonNull(stored.dueAt()));
        }
        return stored;
    }

    SubmissionRow reveal(UUID id, Intervention by) {
        SubmissionRow row = existing(id);
        history.append(row, SubmissionAction.REVEAL, by);
        return row;
    }

    SubmissionRow publishNow(UUID id, Intervention by) {
        SubmissionRow row = existing(id);
        store.publishNow(id, now());
        history.append(row, SubmissionAction.PUBLISH_NOW, by);
        return row;
    }

    private SubmissionRow existing(UUID id) {
        return store.lock(id)
                .orElseThrow(() -> new KycSubmissionException(
                        Reason.SUBMISSION_NOT_FOUND, "There is no submission " + id + ".", id, null));
    }

    private SubmissionRow locked(UUID id, long version, SubmissionCommand command) {
        SubmissionRow row = existing(id);
        if (row.version() != version) {
            throw moved(row);
        }
        if (!command.isAllowedIn(row.state(), row.evidence())) {
            throw refused(
                    Reason.STATE_NOT_ALLOWED,
                    row,
                    "The state " + row.state() + (row.evidence().isClean() ? "" : " with a doubt") + " does not allow "
                            + command + ".");
        }
        return row;
    }

    private static KycSubmissionException moved(SubmissionRow row) {
        return refused(
                Reason.VERSION_CONFLICT,
                row,
                "It has changed: its version is " + row.version() + ", its state " + row.state()
                        + ". Read it again and decide again.");
    }

    private static KycSubmissionException refused(Reason reason, @Nullable SubmissionRow row, String message) {
        return row == null
                ? new KycSubmissionException(reason, message, null, null)
                : new KycSubmissionException(
                        reason,
                        "Submission " + row.id() + ", requestNo " + row.printableRequestNo() + ": " + message,
                        row.id(),
                        row.requestNo());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
