package io.github.kycsharing.submissions.internal.engine;

import com.github.kagkarlsson.scheduler.task.Task;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.submissions.internal.store.TaskNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The engine, on db-scheduler. It is a {@link SmartLifecycle}, so that as a bean it starts and stops with the application context without
 * an init or destroy method; outside of one, call {@link #start()} and {@link #stop()}. It stops after the web server, and can be started
 * again. The handler and the lanes are read from their suppliers at the start, since both need the engine themselves.
 */
public final class DbSchedulerEngine implements SubmissionEngine, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DbSchedulerEngine.class);

    /** Web servers stop at the default phase less 1024 and 2048; a lower phase stops later. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private final DataSource dataSource;
    private final String prefix;
    private final TransactionTemplate tx;
    private final DatabaseClock clock;
    private final Supplier<Set<String>> entities;
    private final SubmissionStore store;
    private final CustomerData customerData;
    private final Retention retention;
    private final EngineOptions options;
    private final Supplier<? extends TaskHandler> handler;
    private final Supplier<? extends LaneAdmission> lanes;
    private final Runnable publication;
    private final Polls polls;
    private final TaskTable table;
    private final TaskTable pollTable;
    private volatile @Nullable Running running;
    private volatile boolean stopping;

    /**
     * @param entities bizEntityKeys of the configured clients
     * @param publication wakes the publication of events
     * @param polls what is executed repeatedly for each entity
     */
    public DbSchedulerEngine(
            DataSource dataSource,
            String prefix,
            TransactionTemplate tx,
            DatabaseClock clock,
            Supplier<Set<String>> entities,
            SubmissionStore store,
            CustomerData customerData,
            Retention retention,
            EngineOptions options,
            Supplier<? extends TaskHandler> handler,
            Supplier<? extends LaneAdmission> lanes,
            Runnable publication,
            Polls polls) {
        this.dataSource = dataSource;
        this.prefix = prefix;
        this.tx = tx;
        this.clock = clock;
        this.entities = entities;
        this.store = store;
        this.customerData = customerData;
        this.retention = retention;
        this.options = options;
        this.handler = handler;
        this.lanes = lanes;
        this.publication = publication;
        this.polls = polls;
        this.table = TaskTable.ofDeliveries(dataSource, prefix, tx);
        this.pollTable = TaskTable.ofPolls(dataSource, prefix, tx);
    }

    @Override
    public void arm(String bizEntityKey, UUID submissionId, Instant at) {
        table.arm(TaskNames.delivery(bizEntityKey), submissionId.toString(), at);
    }

    @Override
    public void disarm(String bizEntityKey, UUID submissionId) {
        table.disarm(TaskNames.delivery(bizEntityKey), submissionId.toString());
    }

    @Override
    public void wakeLane(String bizEntityKey) {
        Running current = running;
        if (current != null && options.execute()) {
            current.wakes.wake(bizEntityKey);
        }
    }

    @Override
    public void wakePublication() {
        publication.run();
    }

    @Override
    public void wakePoll(String poll, String bizEntityKey, int shard) {
        pollTable.hasten(TaskNames.poll(poll, bizEntityKey), Integer.toString(shard), clock.instant());
        Running current = running;
        if (current != null && !TransactionSynchronizationManager.isActualTransactionActive()) {
            current.threads.polls.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void wakePollInBackground(String poll, String bizEntityKey, int shard) {
        Running current = running;
        if (current == null) {
            return; // the poll finds it at its next execution
        }
        try {
            current.threads.housekeeping.execute(() -> {
                try {
                    wakePoll(poll, bizEntityKey, shard);
                } catch (RuntimeException e) {
                    log.debug("A poll was not woken: {}", e.getClass().getName());
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("A poll was not woken, since the engine stops");
        }
    }

    @Override
    public void poll() {
        Running current = running;
        if (current != null) {
            current.threads.deliveries.triggerCheckForDueExecutions();
        }
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        stopping = false;
        ClockCorrection clockCorrection = new ClockCorrection(dataSource, table.isPostgresql(), clock);
        clockCorrection.correct(); // before anything is due or dead
        List<EntityPoll> currentPolls = options.execute() ? polls.polls().get() : List.of();
        EngineThreads threads = new EngineThreads(
                dataSource,
                table,
                deliveries(),
                pollTable,
                pollTasks(currentPolls),
                polls.threads(),
                clock::instant,
                options);
        running = new Running(threads, new LaneWakes(threads.lanes, lanes.get(), this::poll));
        repeat(
                threads,
                new Sweep(
                        clockCorrection,
                        store,
                        customerData,
                        table,
                        pollTable,
                        entities,
                        tx,
                        clock,
                        retention,
                        currentPolls),
                options.sweepInterval().toMillis());
        if (options.execute()) {
            threads.start();
            QueuePoll queuePoll = new QueuePoll(dataSource, prefix, tx, entities, this::wakeLane);
            repeat(threads, queuePoll, options.pollInterval().toMillis());
        }
    }

    private List<Task<?>> pollTasks(List<EntityPoll> currentPolls) {
        List<Task<?>> tasks = new ArrayList<>();
        for (String entity : entities.get()) {
            for (EntityPoll each : currentPolls) {
                tasks.add(new PollTask(entity, each, pollTable, clock::instant, () -> stopping));
            }
        }
        return tasks;
    }

    private List<Task<?>> deliveries() {
        TaskHandler currentHandler = handler.get();
        List<Task<?>> tasks = new ArrayList<>();
        for (String entity : entities.get()) {
            tasks.add(new DeliveryTask(
                    entity, table, currentHandler, clock::instant, () -> stopping, this::executed, this::poll));
        }
        return tasks;
    }

    private static void repeat(EngineThreads threads, Runnable work, long millis) {
        var unused = threads.housekeeping.scheduleWithFixedDelay(work, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** An execution frees capacity and causes events. */
    private void executed(String bizEntityKey) {
        wakeLane(bizEntityKey);
        wakePublication();
    }

    @Override
    public synchronized void stop() {
        Running current = running;
        if (current != null) {
            stopping = true;
            current.threads.stop();
            running = null;
        }
    }

    /** At the same time as the publication, so that both fit into the context's timeout. */
    @Override
    public void stop(Runnable callback) {
        new Thread(
                        () -> {
                            try {
                                stop();
                            } finally {
                                callback.run();
                            }
                        },
                        "kyc-sharing-stop")
                .start();
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private record Running(EngineThreads threads, LaneWakes wakes) {}
}
