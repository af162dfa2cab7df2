package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history, which is also the outbox.
 *
 * @param id number; zero before it is inserted
 * @param submissionId the submission
 * @param fromState state before
 * @param state state after
 * @param code code of the exchange
 * @param evidence evidence after
 * @param attempts attempts so far
 * @param action what a person did; null for the delivery itself
 * @param actor who caused it; null for the delivery itself
 * @param note encrypted text
 * @param occurredAt when
 * @param publish whether listeners receive it
 * @param publishFailures how often its listeners failed
 * @param publishedAt when its listeners had processed it
 */
public record EventRow(
        long id,
        UUID submissionId,
        @Nullable SubmissionState fromState,
        SubmissionState state,
        @Nullable String code,
        Evidence evidence,
        int attempts,
        @Nullable SubmissionAction action,
        @Nullable String actor,
        @Nullable Ciphertext note,
        Instant occurredAt,
        boolean publish,
        int publishFailures,
        @Nullable Instant publishedAt) {
    /** The event of a change: {@code after} differs from {@code before} in its state. */
    public static EventRow of(
            @Nullable SubmissionState before, SubmissionRow after, @Nullable String actor, @Nullable Ciphertext note) {
        return new EventRow(
                0,
                after.id(),
                before,
                after.state(),
                after.code(),
                after.evidence(),
                after.attempts(),
                null,
                actor,
                note,
                after.updatedAt(),
                before != after.state(),
                0,
                null);
    }

    /** The same, of a person's action. */
    public EventRow of(SubmissionAction by) {
        return new EventRow(
                id,
                submissionId,
                fromState,
                state,
                code,
                evidence,
                attempts,
                by,
                actor,
                note,
                occurredAt,
                publish,
                publishFailures,
                publishedAt);
    }

    @Override
    public String toString() {
        return "EventRow[id=" + id + ", submissionId=" + submissionId + ", " + fromState + " -> " + state + "]";
    }
}
