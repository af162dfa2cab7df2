package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.SubmittedFiles;
import io.github.kycsharing.model.SubmittedFilesStatus;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher.Purpose;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import io.github.kycsharing.submissions.internal.store.InformationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Queries the results of submitted files, with growing pauses. */
final class FilesResults {
    private static final DeliveryOptions ONE_ATTEMPT =
            DeliveryOptions.builder().maxAttempts(1).build();
    private static final int BATCH = 20;
    /** A longer text of the exchange is cut. */
    private static final int MAX_REASON = 4_000;

    private final InformationStore store;
    private final InformationWriter writer;
    private final InformationContent content;
    private final FilesTransitions transitions;
    private final TransactionTemplate tx;
    private final InstantSource clock;
    private final RequestPermits permits;
    private final Steps steps;

    FilesResults(
            InformationStore store,
            InformationWriter writer,
            InformationContent content,
            FilesTransitions transitions,
            TransactionTemplate tx,
            InstantSource clock,
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

    /** Queries what is due, as long as it may go on. */
    void query(KycSharingClient client, String bizEntityKey, BooleanSupplier goOn) {
        List<InformationRow> due =
                Objects.requireNonNull(tx.execute(status -> store.dueResults(bizEntityKey, now(), BATCH)));
        for (InformationRow row : due) {
            if (!goOn.getAsBoolean()
                    || !permits.acquire(bizEntityKey, InformationPoll.MAX_PERMIT_WAIT)
                            .isGranted()) {
                return;
            }
            query(client, row);
        }
    }

    private void query(KycSharingClient client, InformationRow row) {
        steps.before("information-query");
        Optional<SubmittedFiles> response =
                Optional.ofNullable(row.requestNo()).flatMap(requestNo -> response(client, row, requestNo));
        Optional<SubmittedFilesStatus> result = response.flatMap(SubmittedFiles::result);
        String reason = response.flatMap(SubmittedFiles::failReason)
                .map(text -> text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON))
                .orElse(null);
        steps.before("information-result");
        tx.executeWithoutResult(status -> store.lock(row.id())
                .filter(current -> current.state() == InformationFilesState.SUBMITTED
                        && Objects.equals(row.requestNo(), current.requestNo())
                        && current.erasedAt() == null)
                .ifPresent(current -> record(current, result, reason)));
        steps.before("information-result-stored");
    }

    /** Empty if there is none: the pause grows, and the result stays unknown. */
    private static Optional<SubmittedFiles> response(KycSharingClient client, InformationRow row, String requestNo) {
        try {
            return Optional.of(client.informationRequests()
                            .submittedFiles(row.entityCustomerId(), row.recordId(), requestNo, ONE_ATTEMPT))
                    .filter(files -> isOf(files, row));
        } catch (KycSharingException e) {
            return Optional.empty();
        }
    }

    /** A response that names another record or number says nothing about this one. */
    private static boolean isOf(SubmittedFiles files, InformationRow row) {
        return files.recordId().orElse(row.recordId()).equals(row.recordId())
                && files.requestNo().equals(files.requestNo().map(number -> row.requestNo()));
    }

    private void record(InformationRow row, Optional<SubmittedFilesStatus> result, @Nullable String reason) {
        InformationRow after = transitions.after(row, result, now());
        boolean failed = after.state() == InformationFilesState.FAILED;
        InformationRow unused = writer.update(
                row,
                failed
                        ? after.toBuilder()
                                .failReason(content.encrypt(reason, row, Purpose.FAIL_REASON))
                                .build()
                        : after,
                failed ? reason : null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
