package io.github.kycsharing.submissions;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What happens to the submissions of one client.
 *
 * @param client name of the client
 * @param oldest when the oldest submission of a state was handed over, for states that are not terminal; one without submissions is absent
 * @param lastHour the intervals of {@link KycActivity#PERIOD}, the oldest first; the last one is not complete yet
 */
public record KycClientActivity(String client, Map<SubmissionState, Instant> oldest, List<Interval> lastHour) {
    /** Copies the collections. */
    public KycClientActivity {
        oldest = Map.copyOf(oldest);
        lastHour = List.copyOf(lastHour);
    }

    /**
     * An interval of {@link KycActivity#INTERVAL}.
     *
     * @param from begin, by the database's clock
     * @param submissions number of submissions whose state became terminal in it
     */
    public record Interval(Instant from, long submissions) {}
}
