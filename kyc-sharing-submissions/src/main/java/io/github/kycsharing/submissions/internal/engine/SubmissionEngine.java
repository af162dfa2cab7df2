package io.github.kycsharing.submissions.internal.engine;

import java.time.Instant;
import java.util.UUID;

/** Runs due work on any instance. Its rows are disposable: they are recreated from the submissions. */
public interface SubmissionEngine {
    /** Creates or moves the task of a submission. It joins the current transaction, if there is one. */
    void arm(String bizEntityKey, UUID submissionId, Instant at);

    /** Deletes the task of a submission. */
    void disarm(String bizEntityKey, UUID submissionId);

    /** Admits queued submissions of an entity soon, on this instance. Returns at once; repeated calls are combined. */
    void wakeLane(String bizEntityKey);

    /** Publishes pending events soon, on this instance. Returns at once; repeated calls are combined. */
    void wakePublication();

    /**
     * Executes a shard of a poll soon, on any instance. It joins the current transaction, if there is one, and this instance looks for the
     * task at once if there is none.
     */
    void wakePoll(String poll, String bizEntityKey, int shard);

    /** As {@link #wakePoll}, in the background: for a caller whose transaction has just been committed. */
    default void wakePollInBackground(String poll, String bizEntityKey, int shard) {
        wakePoll(poll, bizEntityKey, shard);
    }

    /** Looks for due tasks now. */
    void poll();
}
