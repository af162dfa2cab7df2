package io.github.kycsharing.submissions.internal.engine;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task type: executes work, and completes the execution. Nothing escapes from it, since db-scheduler would log its text. */
abstract class EngineTask extends CustomTask<Void> {
    private static final Logger log = LoggerFactory.getLogger(EngineTask.class);
    private static final Duration INITIAL_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration MAX_BACK_OFF = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 10;

    private final TaskTable table;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final Runnable poll;

    /**
     * @param stopping whether the engine stops
     * @param poll looks for due tasks
     */
    EngineTask(String name, TaskTable table, Clock clock, BooleanSupplier stopping, Runnable poll) {
        super(
                name,
                Void.class,
                null,
                now -> now,
                (complete, operations) -> {}, // execute throws nothing
                (complete, operations) -> {
                    table.revive(complete.getExecution(), clock.now());
                    poll.run();
                });
        this.table = table;
        this.clock = clock;
        this.stopping = stopping;
        this.poll = poll;
    }

    @Override
    public final CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        Execution execution = context.getExecution();
        if (stopping.getAsBoolean()) {
            return complete(() -> {
                table.reschedule(execution, execution.executionTime, execution.consecutiveFailures);
                return false;
            });
        }
        try {
            return complete(execute(execution));
        } catch (RuntimeException | Error e) {
            log.warn(
                    "The {} failed with {}; it is executed again",
                    description(execution),
                    e.getClass().getName());
            return complete(() -> backOff(execution));
        }
    }

    /**
     * Executes the work.
     *
     * @return completes the execution, and returns whether it is due again at once
     */
    abstract BooleanSupplier execute(Execution execution);

    /** What is executed, for a log. */
    abstract String description(Execution execution);

    /** Called after each execution. */
    void executed() {}

    final boolean stopping() {
        return stopping.getAsBoolean();
    }

    final boolean remove(Execution execution) {
        return table.remove(execution);
    }

    final boolean reschedule(Execution execution, Instant next) {
        table.reschedule(execution, next, 0);
        return !next.isAfter(clock.now());
    }

    void rescheduleFailed(Execution execution, Instant next) {
        table.reschedule(execution, next, execution.consecutiveFailures + 1);
    }

    final boolean backOff(Execution execution) {
        Duration pause = INITIAL_BACK_OFF.multipliedBy(1L << Math.min(execution.consecutiveFailures, MAX_DOUBLINGS));
        Instant next = clock.now().plus(pause.compareTo(MAX_BACK_OFF) < 0 ? pause : MAX_BACK_OFF);
        rescheduleFailed(execution, next);
        return false;
    }

    private CompletionHandler<Void> complete(BooleanSupplier completion) {
        return (complete, operations) -> {
            try {
                if (completion.getAsBoolean()) {
                    poll.run();
                }
            } catch (RuntimeException e) { // it is found dead later, and executed again
                log.warn(
                        "The execution of the {} was not completed: {}",
                        description(complete.getExecution()),
                        e.getClass().getName());
            }
            executed();
        };
    }
}
