package io.github.kycsharing.submissions;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.Evidence;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Event: the state of a submission changed. It is published to {@code @EventListener} methods in a transaction of its own, in order
 * for each submission, and after the customer's events that were committed before this one was written. What listeners write to the same database takes effect exactly once; any other effect happens at least once. A
 * listener may call {@link KycSubmissions#submit}. A listener that throws rolls that transaction back, and the event is published again
 * later. A {@code @TransactionalEventListener} of a phase after the commit runs at most once: its failure repeats nothing.
 *
 * @param eventId number of the event, the same each time it is published. A customer's later event can have a smaller one
 * @param submissionId id of the submission
 * @param client name of the client; empty if this application has no client of the access entity
 * @param requestNo number of the request
 * @param customer customer of the record
 * @param previousState the state before; empty for a new submission
 * @param state the state after
 * @param evidence what all attempts until then prove
 * @param code code of the exchange, if a response had one
 * @param note why: a person's reason, or the exchange's own words about a failed import. It may be about the customer
 * @param occurredAt when the state changed
 */
public record KycSubmissionChanged(
        long eventId,
        UUID submissionId,
        Optional<String> client,
        String requestNo,
        CustomerIds customer,
        Optional<SubmissionState> previousState,
        SubmissionState state,
        Evidence evidence,
        Optional<String> code,
        Optional<String> note,
        Instant occurredAt) {
    /**
     * Describes the event without the customer and the note.
     *
     * @return id, requestNo and states
     */
    @Override
    public String toString() {
        return "KycSubmissionChanged[eventId=" + eventId + ", requestNo=" + requestNo + ", "
                + previousState.map(SubmissionState::name).orElse("none") + " -> " + state + "]";
    }
}
