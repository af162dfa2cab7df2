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

    PollTask(
            String bizEntityKey,
            EntityPoll work,
            TaskTable table,
            Clock clock,
            BooleanSupplier stopping,
            Runnable poll) {
        super(TaskNames.poll(work.name(), bizEntityKey), table, clock, stopping, poll);
        this.bizEntityKey = bizEntityKey;
        this.work = work;
    }

    @Override
    BooleanSupplier execute(Execution execution) {
        Optional<Instant> next = work.execute(bizEntityKey, Integer.parseInt(execution.getId()), () -> !stopping());
        return () -> next.map(at -> reschedule(execution, at)).orElseGet(() -> backOff(execution));
    }

    @Override
    String description(Execution execution) {
        return work.name() + " poll " + execution.getId();
    }
}
