package io.github.kycsharing.submissions;

import io.github.kycsharing.model.Evidence;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a submission's history.
 *
 * @param id number of the entry, which grows
 * @param occurredAt when, by the database's clock
 * @param previousState the state before; empty for the first entry
 * @param state the state after
 * @param code code of the exchange, if a response had one
 * @param evidence what all attempts until then prove
 * @param attempts number of attempts until then
 * @param action what a person did; empty for the delivery itself
 * @param actor who caused it; empty for the delivery itself
 * @param note why: a person's reason, or the exchange's own words about a failed import. It may be about the customer
 * @param publishedAt when its listeners had processed it; empty if that is pending, or if it is not published
 */
public record SubmissionEvent(
        long id,
        Instant occurredAt,
        Optional<SubmissionState> previousState,
        SubmissionState state,
        Optional<String> code,
        Evidence evidence,
        int attempts,
        Optional<SubmissionAction> action,
        Optional<String> actor,
        Optional<String> note,
        Optional<Instant> publishedAt) {
    /**
     * Describes the entry without its note.
     *
     * @return the states and the time
     */
    @Override
    public String toString() {
        return "SubmissionEvent[" + occurredAt + " "
                + previousState.map(SubmissionState::name).orElse("none") + " -> " + state + "]";
    }
}
