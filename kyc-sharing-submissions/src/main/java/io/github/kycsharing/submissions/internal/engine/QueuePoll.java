package io.github.kycsharing.submissions.internal.engine;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wakes the lanes that have queued submissions, so that an instance also delivers what others have stored. */
final class QueuePoll implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(QueuePoll.class);

    private final JdbcClient jdbc;
    private final String sql;
    private final TransactionTemplate tx;
    private final Supplier<Set<String>> entities;
    private final Consumer<String> wakeLane;
    private boolean failing;

    QueuePoll(
            DataSource dataSource,
            String prefix,
            TransactionTemplate tx,
            Supplier<Set<String>> entities,
            Consumer<String> wakeLane) {
        this.jdbc = JdbcClient.create(dataSource);
        // The order keeps the planner on the queue's index, however many rows there are.
        this.sql = "select seq from " + prefix
                + "submission where biz_entity_key = :entity and state = 'QUEUED' order by seq fetch first 1 row only";
        this.tx = tx;
        this.entities = entities;
        this.wakeLane = wakeLane;
    }

    @Override
    public void run() {
        try {
            entities.get().stream().filter(this::hasQueued).forEach(wakeLane);
            failing = false;
        } catch (RuntimeException | Error e) { // the next poll repeats it
            if (!failing) {
                log.warn(
                        "The search for queued submissions failed: {}",
                        e.getClass().getName());
            }
            failing = true;
        }
    }

    private boolean hasQueued(String bizEntityKey) {
        return Boolean.TRUE.equals(tx.execute(status -> jdbc.sql(sql)
                .param("entity", bizEntityKey)
                .query(Long.class)
                .optional()
                .isPresent()));
    }
}
