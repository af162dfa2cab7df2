package io.github.kycsharing.submissions.internal.engine;

/** Admits queued submissions to the delivery. */
@FunctionalInterface
public interface LaneAdmission {
    /**
     * Admits queued submissions of an entity into its window, and arms their tasks, in one transaction.
     *
     * @return how many it admitted
     */
    int admit(String bizEntityKey);
}
