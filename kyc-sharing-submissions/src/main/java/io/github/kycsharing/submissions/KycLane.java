package io.github.kycsharing.submissions;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * State of the deliveries of one client.
 *
 * @param client name of the client
 * @param bizEntityKey key of its access entity
 * @param state whether it delivers
 * @param backOffUntil when the next probe is sent, if it backs off
 * @param cause why it backs off or was paused by the library: a code of the exchange or the name of a failure
 * @param changedBy who paused or resumed it; empty if the library did
 * @param note the reason that the person gave
 * @param since when it came into this state; empty before an instance first looks for something to deliver
 * @param counts number of submissions by state; a state without submissions is absent
 * @param oldestQueuedAt when the oldest queued submission was handed over that waits in no back-fill
 * @param unpublished number of events of its submissions that listeners have not processed; events of customers do not count
 * @param publicationFailures number of those whose listeners have failed so often that a person must look
 */
public record KycLane(
        String client,
        String bizEntityKey,
        State state,
        Optional<Instant> backOffUntil,
        Optional<String> cause,
        Optional<String> changedBy,
        Optional<String> note,
        Optional<Instant> since,
        Map<SubmissionState, Long> counts,
        Optional<Instant> oldestQueuedAt,
        long unpublished,
        long publicationFailures) {
    /** Copies the counts. */
    public KycLane {
        counts = Map.copyOf(counts);
    }

    /** Whether a lane delivers. */
    public enum State {
        /** It delivers. */
        ACTIVE,
        /** A failure concerns all its submissions, for example a wrong secret. It sends one probe after a growing pause. */
        BACKING_OFF,
        /** A person paused it, or the exchange rejected many records in a row with one code. It sends nothing until a person resumes it. */
        PAUSED
    }

    /**
     * Describes the lane without its note.
     *
     * @return client and state
     */
    @Override
    public String toString() {
        return "KycLane[client=" + client + ", state=" + state + "]";
    }
}
