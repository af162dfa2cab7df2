package io.github.kycsharing.submissions.internal.engine;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A database, and the instances on it. */
final class EngineFixture implements AutoCloseable {
    static final String ENTITY = "KYCB0001";
    static final EngineOptions QUICK = new EngineOptions(
            true, 4, Duration.ofMillis(50), Duration.ofMillis(250), 4, Duration.ofMillis(100), Duration.ofSeconds(10));

    private final TestDatabase database;
    private final String url;
    private final List<Instance> toClose = new ArrayList<>();
    final HikariDataSource pool;
    final TransactionTemplate tx;
    final JdbcClient jdbc;

    EngineFixture(TestDatabase database) {
        this.database = database;
        this.url = database.create();
        this.pool = database.connect(url);
        this.tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        this.jdbc = JdbcClient.create(pool);
    }

    Instance instance(TaskHandler handler) {
        return instance(handler, entity -> 0, Clock.systemUTC(), ENTITY);
    }

    Instance instance(TaskHandler handler, LaneAdmission lanes, Clock machine, String... entities) {
        return new Instance(QUICK, handler, lanes, machine, entities);
    }

    Instance instance(EngineOptions options, TaskHandler handler) {
        return new Instance(options, handler, entity -> 0, Clock.systemUTC(), ENTITY);
    }

    /** An engine that is not started, on the fixture's own transactions. */
    DbSchedulerEngine notStarted() {
        return engine(
                pool,
                tx,
                new DatabaseClock(Clock.systemUTC()),
                QUICK,
                (entity, id, pickedAt) -> Optional.empty(),
                entity -> 0);
    }

    private static DbSchedulerEngine engine(
            DataSource dataSource,
            TransactionTemplate tx,
            DatabaseClock clock,
            EngineOptions options,
            TaskHandler handler,
            LaneAdmission lanes,
            String... entities) {
        return new DbSchedulerEngine(
                dataSource,
                TestDatabase.PREFIX,
                tx,
                clock,
                () -> Set.copyOf(Arrays.asList(entities)),
                new JdbcSubmissionStore(dataSource, TestDatabase.PREFIX),
                TestCustomers.data(dataSource, TestDatabase.PREFIX),
                new Retention(Duration.ofDays(7), Duration.ofDays(365)),
                options,
                () -> handler,
                () -> lanes,
                () -> {},
                Polls.NONE);
    }

    int tasks() {
        return jdbc.sql("select count(*) from kyc_sharing_task")
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        toClose.forEach(Instance::close);
        pool.close();
    }

    /** An engine with a pool and a clock of its own, as on another machine. */
    final class Instance implements AutoCloseable {
        final DatabaseClock clock;
        final DbSchedulerEngine engine;
        private final HikariDataSource ownPool = database.connect(url);
        private volatile boolean cut;

        Instance(EngineOptions options, TaskHandler handler, LaneAdmission lanes, Clock machine, String... entities) {
            CuttableDataSource dataSource = new CuttableDataSource();
            TransactionTemplate ownTx = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
            clock = new DatabaseClock(machine);
            engine = EngineFixture.engine(dataSource, ownTx, clock, options, handler, lanes, entities);
            toClose.add(this);
        }

        Instance start() {
            engine.start();
            return this;
        }

        /** From now on it does nothing to the database any more, as a machine that lost its power. */
        void die() {
            cut = true;
        }

        void recover() {
            cut = false;
        }

        @Override
        public void close() {
            engine.stop();
            ownPool.close();
        }

        private final class CuttableDataSource extends DelegatingDataSource {
            CuttableDataSource() {
                super(ownPool);
            }

            @Override
            public Connection getConnection() throws SQLException {
                if (cut) {
                    throw new SQLException("cut");
                }
                return super.getConnection();
            }
        }
    }
}
