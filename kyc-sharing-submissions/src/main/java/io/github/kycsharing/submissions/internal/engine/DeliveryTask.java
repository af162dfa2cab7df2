package io.github.kycsharing.submissions.internal.engine;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.github.kycsharing.submissions.internal.store.TaskNames;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The task type of an entity: executes the handler, and completes the execution. */
final class DeliveryTask extends CustomTask<Void> {
    private static final Logger log = LoggerFactory.getLogger(DeliveryTask.class);
    private static final Duration INITIAL_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration MAX_BACK_OFF = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 10;

    private final String bizEntityKey;
    private final TaskTable table;
    private final TaskHandler handler;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final Consumer<String> afterExecution;

    DeliveryTask(
            String bizEntityKey,
            TaskTable table,
            TaskHandler handler,
            Clock clock,
            BooleanSupplier stopping,
            Consumer<String> afterExecution,
            Runnable afterRevival) {
        super(
                TaskNames.delivery(bizEntityKey),
                Void.class,
                null,
                now -> now,
                (complete, operations) -> {}, // execute throws nothing
                (complete, operations) -> {
                    table.revive(complete.getExecution(), clock.now());
                    afterRevival.run();
                });
        this.bizEntityKey = bizEntityKey;
        this.table = table;
        this.handler = handler;
        this.clock = clock;
        this.stopping = stopping;
        this.afterExecution = afterExecution;
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        Execution execution = context.getExecution();
        if (stopping.getAsBoolean()) {
            return complete(() -> table.reschedule(execution, execution.executionTime, execution.consecutiveFailures));
        }
        try {
            Runnable completion = handler.execute(UUID.fromString(instance.getId()), execution.lastHeartbeat)
                    .<Runnable>map(next -> () -> table.reschedule(execution, next, 0))
                    .orElse(() -> table.remove(execution));
            return complete(completion);
        } catch (RuntimeException | Error e) { // nothing may escape: db-scheduler would log its text
            return complete(
                    () -> table.reschedule(execution, backOff(execution, e), execution.consecutiveFailures + 1));
        }
    }

    private Instant backOff(Execution execution, Throwable e) {
        log.warn(
                "The delivery of the submission {} failed with {}; it is executed again",
                execution.getId(),
                e.getClass().getName());
        Duration pause = INITIAL_BACK_OFF.multipliedBy(1L << Math.min(execution.consecutiveFailures, MAX_DOUBLINGS));
        return clock.now().plus(pause.compareTo(MAX_BACK_OFF) < 0 ? pause : MAX_BACK_OFF);
    }

    private CompletionHandler<Void> complete(Runnable completion) {
        return (complete, operations) -> {
            try {
                completion.run();
            } catch (RuntimeException e) { // it is found dead later, and executed again
                log.warn(
                        "The execution of the submission {} was not completed: {}",
                        complete.getExecution().getId(),
                        e.getClass().getName());
            }
            afterExecution.accept(bizEntityKey);
        };
    }
}
