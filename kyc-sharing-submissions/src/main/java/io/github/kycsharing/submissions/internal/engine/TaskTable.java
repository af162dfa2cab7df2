package io.github.kycsharing.submissions.internal.engine;

import com.github.kagkarlsson.scheduler.task.Execution;
import io.github.kycsharing.submissions.internal.store.Dialect;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A table of the engine. Claims and heartbeats are db-scheduler's; what creates, moves and completes a task is written here, since
 * db-scheduler's client would abort a caller's transaction on PostgreSQL when two create the same task, refuses to move a task that is
 * being executed, and its completion would overwrite such a move. Every method joins the current transaction, or opens one.
 */
final class TaskTable {
    private static final int MAX_ATTEMPTS = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate tx;
    private final String table;
    private final boolean postgresql;

    private TaskTable(DataSource dataSource, String table, TransactionTemplate tx) {
        this.jdbc = JdbcClient.create(dataSource);
        this.tx = tx;
        this.table = table;
        this.postgresql = Dialect.isPostgresql(dataSource);
    }

    /** The tasks of submissions. */
    static TaskTable ofDeliveries(DataSource dataSource, String prefix, TransactionTemplate tx) {
        return new TaskTable(dataSource, prefix + "task", tx);
    }

    /** The tasks of polls. They have a scheduler of their own, which would report the tasks of another one in its table as unknown. */
    static TaskTable ofPolls(DataSource dataSource, String prefix, TransactionTemplate tx) {
        return new TaskTable(dataSource, prefix + "poll_task", tx);
    }

    boolean isPostgresql() {
        return postgresql;
    }

    String name() {
        return table;
    }

    /** Creates a task, or moves it. One that is being executed runs again at that time, whatever its execution returns. */
    void arm(String task, String instance, Instant at) {
        tx.executeWithoutResult(status -> {
            for (int i = 0; i < MAX_ATTEMPTS && !insert(task, instance, at) && !move(task, instance, at); i++) {
                // It was completed between the two statements.
            }
        });
    }

    /** Creates a task, unless there is one that is due by then or being executed. */
    void ensure(String task, String instance, Instant at) {
        tx.executeWithoutResult(status -> {
            if (!insert(task, instance, at)) {
                jdbc.sql("update " + table + " set execution_time = :at, version = version + 1"
                                + " where task_name = :task and task_instance = :instance"
                                + " and picked = false and execution_time > :at")
                        .param("at", utc(at))
                        .param("task", task)
                        .param("instance", instance)
                        .update();
            }
        });
    }

    /** Creates a task, unless there is one. */
    void create(String task, String instance, Instant at) {
        tx.executeWithoutResult(status -> insert(task, instance, at));
    }

    /** Instances of a task that exist. */
    Set<String> instances(String task) {
        return tx.execute(
                status -> Set.copyOf(jdbc.sql("select task_instance from " + table + " where task_name = :task")
                        .param("task", task)
                        .query(String.class)
                        .list()));
    }

    /** Makes a poll due earlier, but not before it may run. One that is being executed runs again as soon as it may. */
    void hasten(String task, String instance, Instant at) {
        tx.executeWithoutResult(status -> jdbc.sql("update " + table + " set execution_time ="
                        + " case when not picked and not_before > :at then not_before else :at end,"
                        + " version = version + case when picked then 0 else 1 end"
                        + " where task_name = :task and task_instance = :instance and (picked or (execution_time > :at"
                        + " and (not_before is null or execution_time > not_before)))")
                .param("at", utc(at))
                .param("task", task)
                .param("instance", instance)
                .update());
    }

    /** Deletes a task. One that is being executed deletes itself afterwards. */
    void disarm(String task, String instance) {
        tx.executeWithoutResult(status -> jdbc.sql("delete from " + table
                        + " where task_name = :task and task_instance = :instance and picked = false")
                .param("task", task)
                .param("instance", instance)
                .update());
    }

    private boolean insert(String task, String instance, Instant at) {
        try {
            return jdbc.sql("insert into " + table
                                    + " (task_name, task_instance, execution_time, picked, version)"
                                    + " values (:task, :instance, :at, false, 1)"
                                    + (postgresql ? " on conflict do nothing" : ""))
                            .param("task", task)
                            .param("instance", instance)
                            .param("at", utc(at))
                            .update()
                    > 0;
        } catch (DuplicateKeyException e) {
            return false; // H2, whose transaction goes on
        }
    }

    /** The version of a claimed task stays, or its claim would be lost; its other time is what shows the move to its completion. */
    private boolean move(String task, String instance, Instant at) {
        return jdbc.sql("update " + table + " set execution_time = :at,"
                                + " version = version + case when picked then 0 else 1 end"
                                + " where task_name = :task and task_instance = :instance")
                        .param("at", utc(at))
                        .param("task", task)
                        .param("instance", instance)
                        .update()
                > 0;
    }

    /**
     * Completes an execution with another time. If the task was moved meanwhile, the earlier of the two holds. If another instance has
     * taken the claim over, nothing changes.
     */
    void reschedule(Execution execution, Instant next, int failures) {
        tx.executeWithoutResult(status -> jdbc.sql("update " + table + " set picked = false, picked_by = null,"
                        + " last_heartbeat = null, consecutive_failures = :failures, version = version + 1,"
                        + " execution_time = case when execution_time <> :was and execution_time < :next"
                        + " then execution_time else :next end"
                        + " where task_name = :task and task_instance = :instance and version = :version")
                .param("failures", failures)
                .param("was", utc(execution.executionTime))
                .param("next", utc(next))
                .param("task", execution.getTaskName())
                .param("instance", execution.getId())
                .param("version", execution.version)
                .update());
    }

    /**
     * Completes the execution of a poll. If it was woken meanwhile, it runs again as soon as it may. If another instance has taken the
     * claim over, nothing changes.
     */
    void repeat(Execution execution, NextPoll next, int failures) {
        tx.executeWithoutResult(status -> jdbc.sql("update " + table + " set picked = false, picked_by = null,"
                        + " last_heartbeat = null, consecutive_failures = :failures, version = version + 1,"
                        + " not_before = :notBefore, execution_time = case when execution_time <> :was then :notBefore"
                        + " else :next end"
                        + " where task_name = :task and task_instance = :instance and version = :version")
                .param("failures", failures)
                .param("was", utc(execution.executionTime))
                .param("notBefore", utc(next.notBefore()))
                .param("next", utc(next.at()))
                .param("task", execution.getTaskName())
                .param("instance", execution.getId())
                .param("version", execution.version)
                .update());
    }

    /**
     * Completes an execution that needs no other one, unless the task was moved meanwhile.
     *
     * @return whether it was moved
     */
    boolean remove(Execution execution) {
        return Boolean.TRUE.equals(tx.execute(status -> {
            int removed = jdbc.sql("delete from " + table + " where task_name = :task and task_instance = :instance"
                            + " and version = :version and execution_time = :was")
                    .param("task", execution.getTaskName())
                    .param("instance", execution.getId())
                    .param("version", execution.version)
                    .param("was", utc(execution.executionTime))
                    .update();
            return removed == 0 && release(execution);
        }));
    }

    private boolean release(Execution execution) {
        return jdbc.sql("update " + table + " set picked = false, picked_by = null, last_heartbeat = null,"
                                + " version = version + 1"
                                + " where task_name = :task and task_instance = :instance and version = :version")
                        .param("task", execution.getTaskName())
                        .param("instance", execution.getId())
                        .param("version", execution.version)
                        .update()
                > 0;
    }

    /** Frees the task of a dead instance, which is due now, unless that instance has shown a heartbeat since. */
    void revive(Execution execution, Instant now) {
        tx.executeWithoutResult(status -> jdbc.sql("update " + table + " set picked = false, picked_by = null,"
                        + " last_heartbeat = null, execution_time = :now, version = version + 1"
                        + " where task_name = :task and task_instance = :instance and version = :version"
                        + " and last_heartbeat = :seen")
                .param("now", utc(now))
                .param("task", execution.getTaskName())
                .param("instance", execution.getId())
                .param("version", execution.version)
                .param("seen", utc(execution.lastHeartbeat))
                .update());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
