package io.github.kycsharing.submissions.internal.engine;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.task.Execution;
import io.github.kycsharing.submissions.internal.store.TaskNames;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Repeats a poll of an entity: a task for each shard, which is never removed. */
final class PollTask extends EngineTask {
    private final String bizEntityKey;
    private final EntityPoll work;
    private final TaskTable table;

    PollTask(String bizEntityKey, EntityPoll work, TaskTable table, Clock clock, BooleanSupplier stopping) {
        super(TaskNames.poll(work.name(), bizEntityKey), table, clock, stopping, () -> {});
        this.bizEntityKey = bizEntityKey;
        this.work = work;
        this.table = table;
    }

    @Override
    BooleanSupplier execute(Execution execution) {
        Optional<NextPoll> next = work.execute(bizEntityKey, Integer.parseInt(execution.getId()), () -> !stopping());
        return () -> next.map(at -> repeat(execution, at, 0)).orElseGet(() -> backOff(execution));
    }

    private boolean repeat(Execution execution, NextPoll next, int failures) {
        table.repeat(execution, next, failures);
        return false;
    }

    /** No wake-up shortens the pause: the exchange does not respond. */
    @Override
    void rescheduleFailed(Execution execution, Instant next) {
        table.repeat(execution, NextPoll.notBefore(next), execution.consecutiveFailures + 1);
    }

    @Override
    String description(Execution execution) {
        return work.name() + " poll " + execution.getId();
    }
}
