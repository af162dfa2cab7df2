package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of a submission's history as the endpoint shows it: without its note, which may be about the customer. */
record EventDescription(
        long id,
        Instant occurredAt,
        @Nullable SubmissionState previousState,
        SubmissionState state,
        @Nullable String code,
        Evidence evidence,
        int attempts,
        @Nullable SubmissionAction action,
        @Nullable String actor,
        @Nullable Instant publishedAt) {
    static EventDescription of(SubmissionEvent event) {
        return new EventDescription(
                event.id(),
                event.occurredAt(),
                event.previousState().orElse(null),
                event.state(),
                event.code().orElse(null),
                event.evidence(),
                event.attempts(),
                event.action().orElse(null),
                event.actor().orElse(null),
                event.publishedAt().orElse(null));
    }
}
