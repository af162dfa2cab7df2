package io.github.kycsharing.submissions.internal.engine;

import java.util.List;
import java.util.function.Supplier;

/**
 * Polls of an engine, on threads of their own, so that an exchange that responds slowly to queries delays no delivery.
 *
 * @param polls supplies the polls, at the start of the engine
 * @param threads polls that are executed at once on this instance
 */
public record Polls(Supplier<List<EntityPoll>> polls, int threads) {
    /** Polls nothing. */
    public static final Polls NONE = new Polls(List::of, 1);
}
