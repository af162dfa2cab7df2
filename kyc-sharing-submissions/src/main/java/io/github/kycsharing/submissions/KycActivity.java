package io.github.kycsharing.submissions;

import java.time.Duration;
import java.util.List;

/**
 * What happens to the submissions of this application's clients, for people who watch them. All instances on a database read the same. A
 * read takes one statement of an index for each client and one for the last hour: do not repeat it for each viewer.
 */
public interface KycActivity {
    /** Length of the period that {@link KycClientActivity#lastHour()} covers. */
    Duration PERIOD = Duration.ofHours(1);

    /** Length of each of its intervals. */
    Duration INTERVAL = Duration.ofMinutes(5);

    /**
     * Reads the activity of each client.
     *
     * @return one for each client, by name
     */
    List<KycClientActivity> all();
}
