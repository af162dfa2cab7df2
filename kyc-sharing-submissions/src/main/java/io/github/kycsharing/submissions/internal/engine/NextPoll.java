package io.github.kycsharing.submissions.internal.engine;

import java.time.Instant;

/**
 * When a poll is executed again.
 *
 * @param at when it is due
 * @param notBefore a wake-up makes it due no earlier than this
 */
public record NextPoll(Instant at, Instant notBefore) {
    /** At this time, or as soon as it is woken. */
    public static NextPoll at(Instant at) {
        return new NextPoll(at, Instant.EPOCH);
    }

    /** At this time, and no wake-up makes it earlier: the calls until then are made. */
    public static NextPoll notBefore(Instant at) {
        return new NextPoll(at, at);
    }
}
