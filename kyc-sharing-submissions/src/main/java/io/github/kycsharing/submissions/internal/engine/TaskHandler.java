package io.github.kycsharing.submissions.internal.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Executes the task of a submission. */
@FunctionalInterface
public interface TaskHandler {
    /**
     * Executes the task once.
     *
     * @param bizEntityKey the submission's access entity
     * @param id the submission
     * @param pickedAt when this instance claimed the task, by the database's clock
     * @return when to execute it again; empty if there is nothing more to do
     */
    Optional<Instant> execute(String bizEntityKey, UUID id, Instant pickedAt);
}
