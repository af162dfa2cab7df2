package io.github.kycsharing.submissions.internal.delivery;

import java.time.Duration;

/**
 * Times and limits of the delivery.
 *
 * @param window submissions of a client that are delivered at once, on all instances together
 * @param claim how long after its task was picked up an attempt may write its first byte
 * @param initialBackoff pause after the first failure; it doubles with each further one
 * @param maxBackoff longest pause
 * @param resumeWithin how long after its first attempt an uncertain submission is sent again
 * @param unresolvedAfter how long a doubt lasts before a person decides
 * @param confirmWithin how long after the acceptance the import status is queried
 * @param rejectionsBeforePause equal rejections in a row that pause a lane
 * @param failuresBeforeQuarantine failures of the handler itself in a row that quarantine a submission
 * @param keepBody how long the body of a rejected or failed submission is kept
 * @param retain how long an ended submission is kept
 */
public record DeliveryPolicy(
        int window,
        Duration claim,
        Duration initialBackoff,
        Duration maxBackoff,
        Duration resumeWithin,
        Duration unresolvedAfter,
        Duration confirmWithin,
        int rejectionsBeforePause,
        int failuresBeforeQuarantine,
        Duration keepBody,
        Duration retain) {
    /** Defaults of the properties. */
    public static final DeliveryPolicy DEFAULTS = new DeliveryPolicy(
            32,
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofHours(72),
            Duration.ofDays(7),
            20,
            5,
            Duration.ofDays(7),
            Duration.ofDays(365));
}
