package io.github.kycsharing.submissions.internal.engine;

import java.time.Duration;

/**
 * Options of the engine.
 *
 * @param execute whether this instance delivers; if not, it only corrects its clock, repairs and cleans up
 * @param threads deliveries at once on this instance. The default is half a lane's window, so that two instances share it. An attempt
 *     occupies a database connection only before and after its call, so that a pool of ten suffices; the full throughput needs as many
 *     connections as threads
 * @param pollInterval how often due tasks, queued submissions and events of other instances are looked for
 * @param heartbeat how often an instance confirms that it still executes a task
 * @param missedHeartbeats after how many missing heartbeats it counts as dead; at least 4. Its tasks are executed elsewhere after at most
 *     {@code heartbeat × (missedHeartbeats + 2)}
 * @param sweepInterval how often the clock is corrected, missing tasks are created and expired rows are deleted
 * @param shutdownTimeout how long a shutdown waits for attempts in progress
 */
public record EngineOptions(
        boolean execute,
        int threads,
        Duration pollInterval,
        Duration heartbeat,
        int missedHeartbeats,
        Duration sweepInterval,
        Duration shutdownTimeout) {
    /** The default of each option. A dead machine's work is picked up after 54 s plus the poll interval at most. */
    public static final EngineOptions DEFAULTS = new EngineOptions(
            true, 16, Duration.ofSeconds(1), Duration.ofSeconds(9), 4, Duration.ofSeconds(30), Duration.ofSeconds(25));

    /** Refuses values with which nothing would run. */
    public EngineOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
        if (missedHeartbeats < 4) {
            throw new IllegalArgumentException("missedHeartbeats must be at least 4, but is " + missedHeartbeats);
        }
        requirePositive("pollInterval", pollInterval);
        requirePositive("heartbeat", heartbeat);
        requirePositive("sweepInterval", sweepInterval);
        requirePositive("shutdownTimeout", shutdownTimeout);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }

    /** After this time without a heartbeat an instance counts as dead; a claim must be shorter. */
    public Duration deadAfter() {
        return heartbeat.multipliedBy(missedHeartbeats);
    }
}
