package io.github.kycsharing.submissions.internal.notification;

import java.time.Duration;

/**
 * Limits of the receiver.
 *
 * @param maxBytes longest body
 * @param maxConcurrent bodies that are being read at once
 * @param bodyTimeout time in which a body must arrive
 * @param maxWakeUpsPerSecond wake-ups of an access entity
 */
public record ReceiverLimits(int maxBytes, int maxConcurrent, Duration bodyTimeout, int maxWakeUpsPerSecond) {}
