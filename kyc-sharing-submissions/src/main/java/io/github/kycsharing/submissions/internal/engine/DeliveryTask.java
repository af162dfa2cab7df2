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
import java.util.Optional;
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
    private final Runnable poll;

    DeliveryTask(
            String bizEntityKey,
            TaskTable table,
            TaskHandler handler,
            Clock clock,
            BooleanSupplier stopping,
            Consumer<String> afterExecution,
            Runnable poll) {
        super(
                TaskNames.delivery(bizEntityKey),
                Void.class,
                null,
                now -> now,
                (complete, operations) -> {}, // execute throws nothing
                (complete, operations) -> {
                    table.revive(complete.getExecution(), clock.now());
                    poll.run();
                });
        this.bizEntityKey = bizEntityKey;
        this.table = table;
        this.handler = handler;
        this.clock = clock;
        this.stopping = stopping;
        this.afterExecution = afterExecution;
        this.poll = poll;
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        Execution execution = context.getExecution();
        if (stopping.getAsBoolean()) {
            return complete(() -> {
                table.reschedule(execution, execution.executionTime, execution.consecutiveFailures);
                return false;
            });
        }
        try {
            Optional<Instant> next = handler.execute(UUID.fromString(instance.getId()), execution.lastHeartbeat);
            return complete(
                    () -> next.map(at -> reschedule(execution, at, 0)).orElseGet(() -> table.remove(execution)));
        } catch (RuntimeException | Error e) { // nothing may escape: db-scheduler would log its text
            return complete(() -> reschedule(execution, backOff(execution, e), execution.consecutiveFailures + 1));
        }
    }

    private boolean reschedule(Execution execution, Instant next, int failures) {
        table.reschedule(execution, next, failures);
        return !next.isAfter(clock.now());
    }

    private Instant backOff(Execution execution, Throwable e) {
        log.warn(
                "The delivery of the submission {} failed with {}; it is executed again",
                execution.getId(),
                e.getClass().getName());
        Duration pause = INITIAL_BACK_OFF.multipliedBy(1L << Math.min(execution.consecutiveFailures, MAX_DOUBLINGS));
        return clock.now().plus(pause.compareTo(MAX_BACK_OFF) < 0 ? pause : MAX_BACK_OFF);
    }

    /** @param completion completes the execution; true if it is due again at once */
    private CompletionHandler<Void> complete(BooleanSupplier completion) {
        return (complete, operations) -> {
            try {
                if (completion.getAsBoolean()) {
                    poll.run();
                }
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
