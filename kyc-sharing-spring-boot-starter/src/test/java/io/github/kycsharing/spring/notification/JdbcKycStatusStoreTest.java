package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.spring.SteppingClock;
import io.github.kycsharing.spring.notification.KycStatusStoreProperties.SchemaInitialization;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class JdbcKycStatusStoreTest {
    @Nested
    class OnH2 extends OnADatabase {
        OnH2() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    class OnH2AsPostgresql extends OnADatabase {
        OnH2AsPostgresql() {
            super(TestDatabase.H2_AS_POSTGRESQL);
        }
    }

    @Nested
    class OnPostgresql extends OnADatabase {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    @Test
    void outlivesTheProcess(@TempDir Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("broker");
        try (HikariDataSource first = TestDatabase.H2.connect(url)) {
            createTables(first);
            KycStatusStore store = storeIn(first, new SteppingClock());
            store.track(KycStatusStoreContract.CUSTOMER);
            store.change(store.find("BROKERKEY", "CUST-1").orElseThrow(), KycStatusStoreContract.PASS, () -> {});
        }
        try (HikariDataSource second = TestDatabase.H2.connect(url)) {
            createTables(second);
            assertThat(storeIn(second, new SteppingClock()).find("BROKERKEY", "CUST-1"))
                    .hasValueSatisfying(tracked -> {
                        assertThat(tracked.customer()).isEqualTo(KycStatusStoreContract.CUSTOMER);
                        assertThat(tracked.told()).contains(KycStatusStoreContract.PASS);
                        assertThat(tracked.isTerminal()).isTrue();
                        assertThat(tracked.trackedSince()).isEqualTo(new SteppingClock().instant());
                    });
        }
    }

    @Test
    void refusesATransactionManagerThatIsNotItsDatabases() {
        try (HikariDataSource pool = TestDatabase.H2.connect(TestDatabase.H2.create())) {
            createTables(pool);
            KycStatusStore store = new JdbcKycStatusStore(pool, new OfSomethingElse(), new SteppingClock());
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.track(KycStatusStoreContract.CUSTOMER))
                    .withMessageContaining("transaction manager");
        }
    }

    /** As docs/reconciliation.md says: Spring's JDBC support logs the values of all statements at TRACE, of one logger. */
    @Test
    void isLoggedWithItsValuesByOneLoggerOfSpringOnly(CapturedOutput output) {
        Logger spring = (Logger) LoggerFactory.getLogger("org.springframework");
        Logger values = (Logger) LoggerFactory.getLogger("org.springframework.jdbc.core.StatementCreatorUtils");
        spring.setLevel(Level.TRACE);
        try (HikariDataSource pool = TestDatabase.H2.connect(TestDatabase.H2.create())) {
            createTables(pool);
            KycStatusStore store = storeIn(pool, new SteppingClock());
            values.setLevel(Level.DEBUG);
            useIt(store, "CANARY-1");
            assertThat(output).contains("update kyc_sharing_customer").doesNotContain("CANARY-1");
            values.setLevel(null);
            useIt(store, "CANARY-2");
            assertThat(output).contains("CANARY-2");
        } finally {
            values.setLevel(null);
            spring.setLevel(null);
        }
    }

    private static void useIt(KycStatusStore store, String id) {
        store.track(new KycCustomer("BROKERKEY", id, "MAIN-" + id, "SUB-" + id));
        TrackedCustomer tracked = store.find("BROKERKEY", id).orElseThrow();
        store.asked(tracked.customer());
        store.change(tracked, KycStatusStoreContract.PROCESS, () -> store.track(tracked.customer()));
        assertThat(store.findDue(Instant.EPOCH, Instant.now().plus(Duration.ofDays(36_500)), 10))
                .isNotEmpty();
    }

    private static void createTables(DataSource dataSource) {
        new KycStatusSchemaInitializer(dataSource, new KycStatusStoreProperties(null, SchemaInitialization.ALWAYS))
                .initializeDatabase();
    }

    private static KycStatusStore storeIn(DataSource dataSource, Clock clock) {
        return new JdbcKycStatusStore(dataSource, new JdbcTransactionManager(dataSource), clock);
    }

    abstract static class OnADatabase extends KycStatusStoreContract {
        private final HikariDataSource pool;
        private final PlatformTransactionManager transactionManager;
        private final JdbcClient sql;

        OnADatabase(TestDatabase database) {
            pool = database.connect(database.create());
            transactionManager = new JdbcTransactionManager(pool);
            sql = JdbcClient.create(pool);
        }

        @Override
        KycStatusStore create(Clock clock) {
            createTables(pool);
            sql.sql("create table broker_work (what varchar(20))").update();
            return new JdbcKycStatusStore(pool, transactionManager, clock);
        }

        @AfterEach
        void disconnect() {
            pool.close();
        }

        @Test
        void createsItsTablesOnlyOnce() {
            store.track(CUSTOMER);
            createTables(pool);
            assertThat(store.find("BROKERKEY", "CUST-1")).isPresent();
        }

        @Test
        void keepsACustomerWhenTheBrokersOwnTransactionIsRolledBack() {
            new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> {
                sql.sql("insert into broker_work values ('shared')").update();
                store.track(CUSTOMER);
                transaction.setRollbackOnly();
            });
            assertThat(work()).isEmpty();
            assertThat(tracked().customer()).isEqualTo(CUSTOMER);
        }

        @Test
        void commitsAListenersWorkWithWhatItWasTold() {
            store.track(CUSTOMER);
            store.change(
                    tracked(),
                    PASS,
                    () -> new TransactionTemplate(transactionManager)
                            .executeWithoutResult(joined -> sql.sql("insert into broker_work values ('told')")
                                    .update()));
            assertThat(work()).contains("told");
            assertThat(tracked().told()).contains(PASS);
        }

        @Test
        void rollsAListenersWorkBackWhenAnotherListenerFails() {
            store.track(CUSTOMER);
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.change(tracked(), PASS, () -> {
                        sql.sql("insert into broker_work values ('told')").update();
                        throw new IllegalStateException("the other listener's");
                    }));
            assertThat(work()).isEmpty();
            assertThat(tracked().told()).isEmpty();
        }

        @Test
        void takesAStatusForNotToldThatCouldNotBeCommitted() {
            store.track(CUSTOMER);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> store.change(
                            tracked(),
                            PASS,
                            () -> new TransactionTemplate(transactionManager)
                                    .executeWithoutResult(joined -> joined.setRollbackOnly())));
            assertThat(tracked().told()).isEmpty();
            assertThat(tracked().isTerminal()).isFalse();
        }

        @Test
        void letsAListenerShareInATransactionOfItsOwn() {
            store.track(CUSTOMER);
            TransactionTemplate ofItsOwn = new TransactionTemplate(transactionManager);
            ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            assertThat(store.change(
                            tracked(),
                            PASS,
                            () -> ofItsOwn.executeWithoutResult(transaction -> {
                                store.track(CUSTOMER);
                                transaction.setRollbackOnly();
                            })))
                    .isTrue();
            assertThat(tracked().isTerminal()).isFalse();
            assertThat(tracked().told()).contains(PASS);
        }

        @Test
        void saysNothingOfIdsThatDoNotFit() {
            String marker = "CANARY-account-".repeat(30);
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.track(new KycCustomer("BROKERKEY", "CUST-1", marker, "SUB-1")))
                    .withMessageContaining("does not take")
                    .withMessageNotContaining("CANARY")
                    .withNoCause();
            assertThat(store.find("BROKERKEY", "CUST-1")).isEmpty();
        }

        private Optional<String> work() {
            return sql.sql("select what from broker_work").query(String.class).optional();
        }
    }

    /** Such as a message broker's. */
    private static final class OfSomethingElse extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
