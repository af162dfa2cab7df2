package io.github.kycsharing.submissions.internal.publication;

import java.time.Duration;

/**
 * Options of the publication.
 *
 * @param threads events that are published at once on this instance; each occupies a database connection while its listeners run
 * @param pollInterval how often events of other instances, and events whose listeners failed, are looked for
 * @param initialBackOff pause after a listener's first failure; it doubles with each further one
 * @param maxBackOff longest pause
 * @param shutdownTimeout how long a shutdown waits for listeners
 */
public record PublicationOptions(
        int threads, Duration pollInterval, Duration initialBackOff, Duration maxBackOff, Duration shutdownTimeout) {
    /** The default of each option. */
    public static final PublicationOptions DEFAULTS = new PublicationOptions(
            2, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofSeconds(25));
}
