package io.github.kycsharing.submissions.internal.engine;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.task.Execution;
import io.github.kycsharing.submissions.internal.store.TaskNames;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Delivers the submissions of an entity: a task for each. */
final class DeliveryTask extends EngineTask {
    private final String bizEntityKey;
    private final TaskHandler handler;
    private final Consumer<String> afterExecution;

    DeliveryTask(
            String bizEntityKey,
            TaskTable table,
            TaskHandler handler,
            Clock clock,
            BooleanSupplier stopping,
            Consumer<String> afterExecution,
            Runnable poll) {
        super(TaskNames.delivery(bizEntityKey), table, clock, stopping, poll);
        this.bizEntityKey = bizEntityKey;
        this.handler = handler;
        this.afterExecution = afterExecution;
    }

    @Override
    BooleanSupplier execute(Execution execution) {
        Optional<Instant> next =
                handler.execute(bizEntityKey, UUID.fromString(execution.getId()), execution.lastHeartbeat);
        return () -> next.map(at -> reschedule(execution, at)).orElseGet(() -> remove(execution));
    }

    @Override
    String description(Execution execution) {
        return "delivery of the submission " + execution.getId();
    }

    @Override
    void executed() {
        afterExecution.accept(bizEntityKey);
    }
}
