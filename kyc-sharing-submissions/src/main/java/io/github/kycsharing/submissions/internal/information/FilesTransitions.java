package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.SubmittedFilesStatus;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.internal.delivery.Backoff;
import io.github.kycsharing.submissions.internal.store.InformationRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states of submitted files. Every method returns the row after a change, and changes nothing itself. */
final class FilesTransitions {
    private final InformationPolicy policy;

    FilesTransitions(InformationPolicy policy) {
        this.policy = policy;
    }

    /** Before the first byte of an attempt. */
    InformationRow sending(InformationRow row, Instant now) {
        return row.toBuilder()
                .state(InformationFilesState.SUBMITTING)
                .statusAtAttempt(row.status())
                .attempts(row.attempts() + 1)
                .attemptedAt(now)
                .dueAt(now.plus(policy.claim()))
                .updatedAt(now)
                .build();
    }

    /** After an attempt that has no result and can write no first byte any more: its process ended, or sleeps. */
    InformationRow crashed(InformationRow row, Instant now) {
        return uncertain(row, now);
    }

    InformationRow after(InformationRow row, SubmitOutcome outcome, Instant now) {
        return switch (outcome.kind()) {
            case ACCEPTED -> submitted(row, outcome.requestNo(), now);
            case NOT_PROCESSED ->
                row.toBuilder()
                        .state(InformationFilesState.TO_SUBMIT)
                        .tries(row.tries() + 1)
                        .code(outcome.code())
                        .dueAt(now.plus(pause(row.tries() + 1)))
                        .updatedAt(now)
                        .build();
            case REJECTED ->
                last(row, InformationFilesState.REJECTED, now)
                        .code(outcome.code())
                        .build();
            case DOUBT -> uncertain(row, now);
        };
    }

    /** A result without a number is not queried: the status of the request replaces it, or the time for it ends. */
    private InformationRow submitted(InformationRow row, @Nullable String requestNo, Instant now) {
        return row.toBuilder()
                .state(InformationFilesState.SUBMITTED)
                .files(null)
                .requestNo(requestNo)
                .tries(0)
                .code(null)
                .submittedAt(now)
                .dueAt(now.plus(requestNo == null ? policy.confirmWithin() : pause(1)))
                .updatedAt(now)
                .build();
    }

    /** The files stay: the outcome of a late attempt may still be that nothing was sent. */
    private static InformationRow uncertain(InformationRow row, Instant now) {
        return row.toBuilder()
                .state(InformationFilesState.UNCERTAIN)
                .tries(0)
                .code(null)
                .dueAt(null)
                .updatedAt(now)
                .build();
    }

    private static InformationRow.Builder last(InformationRow row, InformationFilesState state, Instant now) {
        return row.toBuilder()
                .state(state)
                .files(null)
                .tries(0)
                .code(null)
                .dueAt(null)
                .updatedAt(now);
    }

    /** After a query of the result: without one, the pauses grow until confirm-within has passed. */
    InformationRow after(InformationRow row, Optional<SubmittedFilesStatus> result, Instant now) {
        if (result.filter(SubmittedFilesStatus.SUCCESS::equals).isPresent()) {
            return last(row, InformationFilesState.SUCCEEDED, now).build();
        }
        if (result.filter(SubmittedFilesStatus.FAILED::equals).isPresent()) {
            return last(row, InformationFilesState.FAILED, now).build();
        }
        Instant submittedAt = row.submittedAt() == null ? now : row.submittedAt();
        if (!now.isBefore(submittedAt.plus(policy.confirmWithin()))) {
            return last(row, InformationFilesState.UNCONFIRMED, now).build();
        }
        return row.toBuilder()
                .tries(row.tries() + 1)
                .dueAt(now.plus(pause(row.tries() + 2)))
                .updatedAt(now)
                .build();
    }

    /**
     * After the status of the request is known. It resolves a doubt if the request needed files when the attempt began and has some now,
     * and replaces the result of files whose number is not known.
     */
    InformationRow onStatus(InformationRow row, String status, Instant now) {
        return switch (row.state()) {
            case UNCERTAIN -> onStatusOfUncertain(row, status, now);
            case SUBMITTED -> row.requestNo() == null ? onStatusWithoutNumber(row, status, now) : row;
            default -> row;
        };
    }

    private InformationRow onStatusOfUncertain(InformationRow row, String status, Instant now) {
        boolean conclusive = row.statusAtAttempt() != null && InformationStatuses.needsFiles(row.statusAtAttempt());
        if (conclusive && InformationStatuses.hasFiles(status)) {
            return submitted(row, null, now);
        }
        return ofClosed(row, conclusive, status, now);
    }

    private InformationRow onStatusWithoutNumber(InformationRow row, String status, Instant now) {
        return status.equals(InformationRequestStatus.PROCESS.value())
                ? last(row, InformationFilesState.FAILED, now).build()
                : ofClosed(row, true, status, now);
    }

    private static InformationRow ofClosed(InformationRow row, boolean conclusive, String status, Instant now) {
        if (!InformationStatuses.isClosed(status)) {
            return row;
        }
        boolean passed = conclusive && status.equals(InformationRequestStatus.PASS.value());
        return last(row, passed ? InformationFilesState.SUCCEEDED : InformationFilesState.UNCONFIRMED, now)
                .build();
    }

    /** Whether a person may hand files over now. */
    boolean mayReplace(InformationRow row) {
        return switch (row.state()) {
            case SUBMITTING, SUBMITTED -> false;
            case UNCERTAIN ->
                row.attemptedAt() != null
                        && InformationStatuses.needsFiles(row.status())
                        && !row.seenAt().isBefore(row.attemptedAt().plus(policy.resubmitAfter()));
            default -> true;
        };
    }

    /** Files that this instance cannot send: another one may have the key. */
    InformationRow postponed(InformationRow row, Instant now) {
        return row.toBuilder()
                .tries(row.tries() + 1)
                .dueAt(now.plus(pause(row.tries() + 1)))
                .updatedAt(now)
                .build();
    }

    private Duration pause(int tries) {
        return Backoff.pause(policy.initialBackoff(), policy.maxBackoff(), tries);
    }
}
