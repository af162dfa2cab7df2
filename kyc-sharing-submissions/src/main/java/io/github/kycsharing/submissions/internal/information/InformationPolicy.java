package io.github.kycsharing.submissions.internal.information;

import java.time.Duration;

/**
 * Times of the polls of requests for information.
 *
 * @param interval from the end of the list until it is read again
 * @param claim how long after it began an attempt may write its first byte
 * @param initialBackoff pause after the first call without success; it doubles with each further one
 * @param maxBackoff longest pause
 * @param confirmWithin how long after their submission the result of files is polled
 * @param resubmitAfter how long after an attempt without response the request must still be without files, before others are accepted
 */
public record InformationPolicy(
        Duration interval,
        Duration claim,
        Duration initialBackoff,
        Duration maxBackoff,
        Duration confirmWithin,
        Duration resubmitAfter) {}
