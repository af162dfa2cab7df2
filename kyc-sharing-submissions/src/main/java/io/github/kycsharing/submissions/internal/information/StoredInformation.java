package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.StoredInformationRequest;
import io.github.kycsharing.submissions.internal.command.ActionHistory;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.command.TransactionGuard;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher.Purpose;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import io.github.kycsharing.submissions.internal.store.InformationStore;
import io.github.kycsharing.validation.KycViolation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests for information in the broker's database. */
public final class StoredInformation implements KycInformation {
    private final Entities entities;
    private final InformationStore store;
    private final InformationContent content;
    private final FilesTransitions transitions;
    private final TransactionTemplate tx;
    private final TransactionGuard guard;
    private final InstantSource clock;
    private final ActionHistory history;
    private final Consumer<String> wakePoll;

    /**
     * Requests in this data source.
     *
     * @param wakePoll makes the poll of an access entity due now; called after the commit
     */
    public StoredInformation(
            Entities entities,
            InformationStore store,
            RecordCipher cipher,
            InformationPolicy policy,
            TransactionTemplate tx,
            DataSource dataSource,
            InstantSource clock,
            ActionHistory history,
            Consumer<String> wakePoll) {
        this.entities = entities;
        this.store = store;
        this.content = new InformationContent(cipher);
        this.transitions = new FilesTransitions(policy);
        this.tx = tx;
        this.guard = new TransactionGuard(dataSource);
        this.clock = clock;
        this.history = history;
        this.wakePoll = wakePoll;
    }

    @Override
    public List<StoredInformationRequest> open(String client, Optional<String> afterRecordId, int max) {
        if (max < 1 || max > MAX_REQUESTS) {
            throw new IllegalArgumentException("A page has 1 to " + MAX_REQUESTS + " requests, not " + max);
        }
        String entity = entities.requireBizEntityKey(client);
        return Objects.requireNonNull(tx.execute(status -> {
            long after = afterRecordId
                    .flatMap(record -> store.find(entity, record))
                    .map(InformationRow::seq)
                    .orElse(0L);
            return store.open(entity, after, max).stream().map(this::view).toList();
        }));
    }

    @Override
    public Optional<StoredInformationRequest> find(String client, String recordId) {
        return row(entities.requireBizEntityKey(client), recordId).map(this::view);
    }

    private Optional<InformationRow> row(String entity, String recordId) {
        return Objects.requireNonNull(tx.execute(status -> store.find(entity, recordId)))
                .filter(row -> row.erasedAt() == null);
    }

    @Override
    public StoredInformationRequest submit(
            String client, String recordId, List<InformationFiles> files, Intervention by) {
        String entity = entities.requireBizEntityKey(client);
        guard.check();
        InformationRow found = row(entity, recordId).orElseThrow(StoredInformation::notFound);
        requireValid(entities.client(entity).orElseThrow(), found, files);
        return Objects.requireNonNull(tx.execute(status -> {
            history.filesSubmitted(entity, found.entityCustomerId(), by);
            InformationRow row = store.lock(entity, recordId)
                    .filter(locked -> locked.erasedAt() == null)
                    .orElseThrow(StoredInformation::notFound);
            if (!transitions.mayReplace(row)) {
                throw refused(row);
            }
            InformationRow stored = store.update(toSubmit(row, files, by)).orElseThrow();
            wakeAfterCommit(entity);
            return view(stored);
        }));
    }

    private static void requireValid(KycSharingClient client, InformationRow row, List<InformationFiles> files) {
        List<KycViolation> violations =
                client.informationRequests().validate(row.entityCustomerId(), row.recordId(), files);
        if (!violations.isEmpty()) {
            throw new KycValidationException(
                    FailureContext.notAttempted(
                            Operation.SUBMIT_FILES, UUID.randomUUID().toString()),
                    violations);
        }
    }

    private InformationRow toSubmit(InformationRow row, List<InformationFiles> files, Intervention by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return row.toBuilder()
                .state(InformationFilesState.TO_SUBMIT)
                .files(content.encrypt(files, row))
                .requestNo(null)
                .statusAtAttempt(null)
                .tries(0)
                .code(null)
                .failReason(null)
                .actor(by.actor())
                .note(content.encrypt(by.reason(), row, Purpose.NOTE))
                .submittedAt(null)
                .dueAt(now)
                .updatedAt(now)
                .build();
    }

    private void wakeAfterCommit(String bizEntityKey) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakePoll.accept(bizEntityKey);
            }
        });
    }

    private static KycSubmissionException notFound() {
        return new KycSubmissionException(
                Reason.INFORMATION_REQUEST_NOT_FOUND,
                "No poll has found a request for information of this id, or its customer is erased.",
                null,
                null);
    }

    private static KycSubmissionException refused(InformationRow row) {
        String next = row.state() == InformationFilesState.UNCERTAIN
                ? "Files are accepted again once a poll finds the request without files, long enough after the last attempt."
                : "Wait for the result.";
        return new KycSubmissionException(
                Reason.STATE_NOT_ALLOWED,
                "The files for the request for information " + row.id() + " are " + row.state() + ". " + next,
                null,
                null);
    }

    private StoredInformationRequest view(InformationRow row) {
        return new StoredInformationRequest(
                row.id(),
                entities.clientName(row.bizEntityKey()),
                row.bizEntityKey(),
                row.recordId(),
                row.entityCustomerId(),
                content.request(row),
                row.state(),
                Optional.ofNullable(row.requestNo()),
                row.attempts(),
                Optional.ofNullable(row.code()),
                content.failReason(row),
                Optional.ofNullable(row.actor()),
                row.firstSeenAt(),
                row.updatedAt(),
                Optional.ofNullable(row.closedAt()));
    }
}
