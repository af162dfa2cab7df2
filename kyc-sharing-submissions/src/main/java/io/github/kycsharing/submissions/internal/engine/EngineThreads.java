package io.github.kycsharing.submissions.internal.engine;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedulers and the threads of a running engine. */
final class EngineThreads {
    /** Longer than any application lives: tasks of an entity that this instance does not have are another's. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final Logger log = LoggerFactory.getLogger(EngineThreads.class);
    /** Admissions and sweeps are a few statements. */
    private static final Duration MAX_STEP = Duration.ofSeconds(2);

    final Scheduler deliveries;
    final Scheduler polls;
    final ScheduledExecutorService lanes;
    final ScheduledExecutorService housekeeping;

    private final boolean hasPolls;

    EngineThreads(
            DataSource dataSource,
            TaskTable table,
            List<Task<?>> deliveryTasks,
            TaskTable pollTable,
            List<Task<?>> pollTasks,
            int pollThreads,
            com.github.kagkarlsson.scheduler.Clock clock,
            EngineOptions options) {
        this.deliveries = scheduler(dataSource, table, deliveryTasks, clock, options, options.threads(), "delivery");
        this.polls = scheduler(dataSource, pollTable, pollTasks, clock, options, pollThreads, "status");
        this.hasPolls = !pollTasks.isEmpty();
        this.lanes = Executors.newScheduledThreadPool(2, threads("kyc-sharing-lanes-"));
        this.housekeeping = Executors.newScheduledThreadPool(2, threads("kyc-sharing-housekeeping-"));
    }

    private static Scheduler scheduler(
            DataSource dataSource,
            TaskTable table,
            List<Task<?>> tasks,
            com.github.kagkarlsson.scheduler.Clock clock,
            EngineOptions options,
            int threads,
            String name) {
        SchedulerBuilder builder = new MonotonicPolling(dataSource, tasks)
                .clock(clock)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .tableName(table.name())
                .serializer(new NoData())
                .threads(threads)
                .executorService(new UninterruptedPool(threads, "kyc-sharing-" + name + "-"))
                .dueExecutor(Executors.newSingleThreadExecutor(threads("kyc-sharing-" + name + "-poll-")))
                .housekeeperExecutor(
                        Executors.newScheduledThreadPool(2, threads("kyc-sharing-" + name + "-heartbeat-")))
                .pollingInterval(options.pollInterval())
                .heartbeatInterval(options.heartbeat())
                .missedHeartbeatsLimit(options.missedHeartbeats())
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(options.shutdownTimeout().dividedBy(2)) // it waits twice
                .commitWhenAutocommitDisabled(true)
                .failureLogging(LogLevel.OFF, false);
        // At most as many claims as threads: one that waits for a thread would show no heartbeat and outlive its
        // deadline.
        if (table.isPostgresql()) {
            builder.jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                    .pollUsingLockAndFetch(0.5, 1.0);
        } else {
            builder.jdbcCustomization(new DefaultJdbcCustomization(false)).pollUsingFetch(0.5, 3.0);
        }
        return builder.build();
    }

    void start() {
        deliveries.start();
        if (hasPolls) {
            polls.start();
        }
    }

    /** Stops taking work, lets attempts in progress end, and returns after the shutdown timeout at the latest. */
    void stop() {
        housekeeping.shutdown();
        lanes.shutdown();
        Thread stopsPolls = new Thread(this::stopPolls, "kyc-sharing-status-stop"); // at the same time
        stopsPolls.start();
        deliveries.stop();
        try {
            stopsPolls.join();
            if (!housekeeping.awaitTermination(MAX_STEP.toMillis(), TimeUnit.MILLISECONDS)
                    || !lanes.awaitTermination(MAX_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("An admission or a sweep goes on after the engine has stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopPolls() {
        if (hasPolls) {
            polls.stop();
        }
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Waits by a clock that never steps back, or a correction of the time would stop the polling for as long. */
    private static final class MonotonicPolling extends SchedulerBuilder {
        MonotonicPolling(DataSource dataSource, List<Task<?>> tasks) {
            super(dataSource, tasks);
        }

        @Override
        protected Waiter buildWaiter() {
            return new Waiter(poolingInterval, () -> Instant.EPOCH.plusNanos(System.nanoTime()));
        }
    }

    /** Interrupts no thread: an interrupt during a write closes the file of an embedded H2 database. */
    private static final class UninterruptedPool extends ThreadPoolExecutor {
        UninterruptedPool(int threads, String prefix) {
            super(threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads(prefix));
            allowCoreThreadTimeOut(true);
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown();
            List<Runnable> waiting = new ArrayList<>();
            getQueue().drainTo(waiting);
            return waiting;
        }
    }

    /** A task is its name and its id. Nothing is read from its data, and nothing deserialized. */
    private static final class NoData implements Serializer {
        @Override
        @SuppressWarnings("NullAway") // db-scheduler's word for no data
        public byte[] serialize(Object data) {
            if (data != null) {
                throw new IllegalArgumentException("A task has no data");
            }
            return null;
        }

        @Override
        @SuppressWarnings("NullAway")
        public <T> T deserialize(Class<T> type, byte[] data) {
            if (data != null) {
                throw new IllegalArgumentException("A task has no data");
            }
            return null;
        }
    }
}
