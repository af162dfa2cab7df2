package io.github.kycsharing.submissions.internal.engine;

import java.time.Duration;

/**
 * What the sweep deletes.
 *
 * @param bodies how long the body of an ended submission is kept
 * @param submissions how long an ended submission is kept
 */
public record Retention(Duration bodies, Duration submissions) {}
