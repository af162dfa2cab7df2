package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ImportStatus;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each result of a call makes of a submission: the only place with these rules. Only what speaks of the submission's requestNo
 * moves it.
 */
final class Transitions {
    private static final Duration PERMIT_PAUSE = Duration.ofSeconds(1);
    private static final Duration FIRST_CONFIRMATION = Duration.ofSeconds(1);
    private static final Duration MAX_CONFIRMATION_PAUSE = Duration.ofHours(1);

    private static final int MAX_WORDS = 4_000;

    private final DeliveryPolicy policy;

    Transitions(DeliveryPolicy policy) {
        this.policy = policy;
    }

    /** Before an attempt. Committed before the first byte is written. */
    SubmissionRow sending(SubmissionRow row, Instant now) {
        return row.toBuilder()
                .state(SubmissionState.SENDING)
                .attempts(row.attempts() + 1)
                .firstAttemptAt(row.firstAttemptAt() == null ? now : row.firstAttemptAt())
                .lastAttemptAt(now)
                .updatedAt(now)
                .build();
    }

    /** A submission that an execution finds in SENDING: the attempt of another one ended without a record of its outcome. */
    Change crashed(SubmissionRow row, Instant now) {
        return uncertain(row, row.evidence().and(Evidence.CRASHED), now, now);
    }

    /** After an attempt. */
    Change afterDelivery(SubmissionRow row, CallResult result, Instant now) {
        boolean doubt = result.kind() == CallResult.Kind.DOUBT || result.kind() == CallResult.Kind.DUPLICATE;
        Evidence known = row.evidence().and(result.evidence());
        Evidence evidence = doubt && known.isClean() ? Evidence.CRASHED : known;
        SubmissionRow seen = result.code() == null
                ? row
                : row.toBuilder().code(result.code()).build();
        if (result.kind() == CallResult.Kind.ACCEPTED) {
            return delivered(seen, evidence.and(Evidence.ACCEPTED), now);
        }
        if (!evidence.isClean()) {
            boolean disputed =
                    result.kind() == CallResult.Kind.DUPLICATE && row.evidence().isClean() && !row.requestNoGenerated();
            return disputed
                    ? disputed(seen, evidence, now)
                    : uncertain(seen, evidence, now, now.plus(pause(row.queries() + 1)));
        }
        return switch (result.kind()) {
            case REJECTED -> terminal(seen, evidence, SubmissionState.REJECTED, null, now);
            case NO_PERMIT, ENTITY_FAULT -> queued(seen, now, now.plus(PERMIT_PAUSE));
            default -> queued(seen, now, now);
        };
    }

    /** After a query of the import status. */
    Change afterQuery(SubmissionRow row, CallResult result, Instant now) {
        ShareStatus status = result.shareStatus();
        if (row.state() == SubmissionState.UNRESOLVED) {
            return reported(row, status, now);
        }
        if (status != null && status.isConclusive()) {
            return conclusive(row, status, now);
        }
        return result.kind() == CallResult.Kind.NO_STATUS
                ? queryAgain(row, row.evidence(), row.nextCall(), now)
                : inconclusive(row, now);
    }

    private Change conclusive(SubmissionRow row, ShareStatus status, Instant now) {
        Evidence evidence = row.evidence().and(Evidence.NUMBER_SEEN);
        ImportStatus imported = status.status().orElse(null);
        if (ImportStatus.SUCCESS.equals(imported)) {
            return terminal(row, evidence, SubmissionState.IMPORTED, null, now);
        }
        if (ImportStatus.FAIL.equals(imported)) {
            return terminal(
                    row,
                    evidence,
                    SubmissionState.IMPORT_FAILED,
                    status.failMessage().map(Transitions::limited).orElse(null),
                    now);
        }
        if (ImportStatus.INIT.equals(imported) && row.state() == SubmissionState.UNCERTAIN) {
            return delivered(row, evidence, now);
        }
        return row.state() == SubmissionState.DELIVERED
                ? confirmLater(row, evidence, now)
                : pending(row, evidence, now); // a status that is not documented: the exchange has seen the number
    }

    /** The exchange's words come from outside, and can be of any length. */
    private static String limited(String words) {
        return words.length() <= MAX_WORDS ? words : words.substring(0, MAX_WORDS);
    }

    /** The exchange responded, and the response says nothing about the requestNo. */
    private Change inconclusive(SubmissionRow row, Instant now) {
        return row.state() == SubmissionState.DELIVERED
                ? confirmLater(row, row.evidence(), now)
                : pending(row, row.evidence(), now);
    }

    private Change pending(SubmissionRow row, Evidence evidence, Instant now) {
        Instant doubtSince = Objects.requireNonNullElse(row.doubtSince(), now);
        if (!now.isBefore(doubtSince.plus(policy.unresolvedAfter()))) {
            return new Change(
                    row.state(),
                    row.toBuilder()
                            .state(SubmissionState.UNRESOLVED)
                            .evidence(evidence)
                            .nextCall(NextCall.NONE)
                            .dueAt(null)
                            .updatedAt(now)
                            .build(),
                    null);
        }
        Instant first = Objects.requireNonNullElse(row.firstAttemptAt(), now);
        boolean resumes = !evidence.numberSeen() && now.isBefore(first.plus(policy.resumeWithin()));
        return queryAgain(row, evidence, resumes ? NextCall.DELIVER : NextCall.QUERY, now);
    }

    private Change confirmLater(SubmissionRow row, Evidence evidence, Instant now) {
        Instant deliveredAt = Objects.requireNonNullElse(row.deliveredAt(), now);
        if (!now.isBefore(deliveredAt.plus(policy.confirmWithin()))) {
            return terminal(row, evidence, SubmissionState.UNCONFIRMED, null, now);
        }
        return queryAgain(row, evidence, NextCall.QUERY, now);
    }

    private Change queryAgain(SubmissionRow row, Evidence evidence, NextCall next, Instant now) {
        int queries = row.queries() + 1;
        Duration max = row.state() == SubmissionState.DELIVERED ? MAX_CONFIRMATION_PAUSE : policy.maxBackoff();
        return new Change(
                row.state(),
                row.toBuilder()
                        .evidence(evidence)
                        .nextCall(next)
                        .queries(queries)
                        .handlerFailures(0)
                        .dueAt(now.plus(Backoff.pause(policy.initialBackoff(), max, queries)))
                        .updatedAt(now)
                        .build(),
                null);
    }

    /** A person decides: the query of a number of the caller's choice is only reported. */
    private static Change reported(SubmissionRow row, @Nullable ShareStatus status, Instant now) {
        String text = status == null
                ? "The query of the import status had no response"
                : status.status().map(found -> "Import status: " + found).orElse("The import status says nothing");
        return new Change(
                row.state(),
                row.toBuilder()
                        .nextCall(NextCall.NONE)
                        .dueAt(null)
                        .updatedAt(now)
                        .build(),
                text);
    }

    /** The handler itself failed: counted, and quarantined after some failures in a row. */
    Change handlerFailed(SubmissionRow row, Instant now) {
        int failures = row.handlerFailures() + 1;
        SubmissionRow known =
                row.state() == SubmissionState.SENDING ? crashed(row, now).row() : row;
        SubmissionRow.Builder after =
                known.toBuilder().handlerFailures(failures).updatedAt(now);
        if (failures >= policy.failuresBeforeQuarantine()) {
            after.state(SubmissionState.QUARANTINED).nextCall(NextCall.NONE).dueAt(null);
        } else {
            after.dueAt(now.plus(pause(failures)));
        }
        return new Change(row.state(), after.build(), null);
    }

    /** Back to the queue, without a doubt: another submission may be sent first. */
    private static Change queued(SubmissionRow row, Instant now, Instant dueAt) {
        if (row.eraseRequestedAt() != null) {
            return terminal(row, row.evidence(), SubmissionState.CANCELLED, null, now);
        }
        return new Change(
                row.state(),
                row.toBuilder()
                        .state(SubmissionState.QUEUED)
                        .nextCall(NextCall.DELIVER)
                        .inDelivery(false)
                        .dueAt(dueAt)
                        // Nothing has arrived: the record may be refreshed, and the time to resume has not begun.
                        .firstAttemptAt(null)
                        .handlerFailures(0)
                        .updatedAt(now)
                        .build(),
                null);
    }

    private Change uncertain(SubmissionRow row, Evidence evidence, Instant now, Instant dueAt) {
        boolean first = row.doubtSince() == null;
        return new Change(
                row.state(),
                row.toBuilder()
                        .state(SubmissionState.UNCERTAIN)
                        .evidence(evidence)
                        .nextCall(NextCall.QUERY)
                        .dueAt(dueAt)
                        .doubtSince(first ? now : row.doubtSince())
                        .queries(first ? 0 : row.queries())
                        .handlerFailures(0)
                        .updatedAt(now)
                        .build(),
                null);
    }

    private static Change disputed(SubmissionRow row, Evidence evidence, Instant now) {
        return new Change(
                row.state(),
                row.toBuilder()
                        .state(SubmissionState.UNRESOLVED)
                        .evidence(evidence)
                        .numberDisputed(true)
                        .nextCall(NextCall.NONE)
                        .dueAt(null)
                        .doubtSince(now)
                        .updatedAt(now)
                        .build(),
                null);
    }

    private static Change delivered(SubmissionRow row, Evidence evidence, Instant now) {
        return new Change(
                row.state(),
                row.toBuilder()
                        .state(SubmissionState.DELIVERED)
                        .evidence(evidence)
                        .nextCall(NextCall.QUERY)
                        .inDelivery(false)
                        .dueAt(now.plus(FIRST_CONFIRMATION))
                        .queries(0)
                        .handlerFailures(0)
                        .deliveredAt(now)
                        .updatedAt(now)
                        .build(),
                null);
    }

    private static Change terminal(
            SubmissionRow row, Evidence evidence, SubmissionState state, @Nullable String note, Instant now) {
        return new Change(
                row.state(),
                row.toBuilder()
                        .state(state)
                        .evidence(evidence)
                        .nextCall(NextCall.NONE)
                        .dueAt(null)
                        .inDelivery(false)
                        .open(false)
                        .endedAt(now)
                        .updatedAt(now)
                        .build(),
                note);
    }

    private Duration pause(int failures) {
        return Backoff.pause(policy.initialBackoff(), policy.maxBackoff(), failures);
    }
}
