package io.github.kycsharing.submissions.internal.publication;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestSubmissions;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.JdbcEventStore;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with events, and applications that publish them. */
final class PublisherFixture implements AutoCloseable {
    private static final PublicationOptions QUICK = new PublicationOptions(
            2, Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofSeconds(10));

    private final TestDatabase database;
    private final String url;
    private final RecordCipher cipher = new TinkRecordCipher(KycKeysets.generate());
    private final List<Publisher> publishers = new ArrayList<>();
    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    PublisherFixture(TestDatabase database) {
        this.database = database;
        this.url = database.create();
        this.pool = database.connect(url);
        this.jdbc = JdbcClient.create(pool);
        jdbc.sql("create table effect (event_id bigint not null, submission_id uuid not null, "
                        + "n bigint generated always as identity)")
                .update();
    }

    Publisher publisher(Consumer<KycSubmissionChanged> listener) {
        return new Publisher(listener, cipher);
    }

    Publisher publisherWithoutKey(Consumer<KycSubmissionChanged> listener) {
        return new Publisher(listener, new TinkRecordCipher(KycKeysets.generate()));
    }

    /** On a listener's thread, in the transaction of its application; otherwise in one of its own. */
    SubmissionRow submit(String entityCustomerId) {
        return submit(entityCustomerId, () -> {});
    }

    /** Does something else, outside of the transaction, before it commits. */
    SubmissionRow submit(String entityCustomerId, Runnable beforeCommit) {
        SubmissionRow row = TestSubmissions.queued(entityCustomerId);
        return inTransaction(current -> {
            JdbcSubmissionStore store = new JdbcSubmissionStore(current, TestDatabase.PREFIX);
            store.insert(row, TestSubmissions.BODY);
            store.append(EventRow.of(null, row, null, null));
            CompletableFuture.runAsync(beforeCommit).join(); // a thread of its own is outside
            return row;
        });
    }

    void change(SubmissionRow row, SubmissionState state, String note) {
        RecordCipher.Place place =
                new RecordCipher.Place(row.id(), row.bizEntityKey(), row.requestNo(), RecordCipher.Purpose.NOTE);
        inTransaction(current -> {
            JdbcSubmissionStore store = new JdbcSubmissionStore(current, TestDatabase.PREFIX);
            SubmissionRow before = store.lock(row.id()).orElseThrow();
            SubmissionRow after =
                    store.update(before.toBuilder().state(state).build()).orElseThrow();
            store.append(EventRow.of(
                    before.state(), after, "tests", cipher.encrypt(note.getBytes(StandardCharsets.UTF_8), place)));
            return after;
        });
    }

    void effect(KycSubmissionChanged event) {
        inTransaction(current -> JdbcClient.create(current)
                .sql("insert into effect (event_id, submission_id) values (?, ?)")
                .param(event.eventId())
                .param(event.submissionId())
                .update());
    }

    private <T> T inTransaction(java.util.function.Function<HikariDataSource, T> work) {
        HikariDataSource current = Publisher.CURRENT.get() == null ? pool : Publisher.CURRENT.get();
        return new TransactionTemplate(new DataSourceTransactionManager(current))
                .execute(status -> work.apply(current));
    }

    List<Long> effects() {
        return jdbc.sql("select event_id from effect order by n")
                .query(Long.class)
                .list();
    }

    List<Long> effects(SubmissionRow row) {
        return jdbc.sql("select event_id from effect where submission_id = ? order by n")
                .param(row.id())
                .query(Long.class)
                .list();
    }

    int unpublished() {
        return count("kyc_sharing_submission_event where published_at is null");
    }

    boolean isPublished(long eventId) {
        return count("kyc_sharing_submission_event where published_at is not null and id = " + eventId) == 1;
    }

    int failures() {
        return count("kyc_sharing_submission_event where publish_failures > 0");
    }

    int submissions() {
        return count("kyc_sharing_submission");
    }

    Optional<Instant> nextDue() {
        return jdbc.sql("select publish_due_at from kyc_sharing_submission_event where published_at is null")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    private int count(String fromWhere) {
        return jdbc.sql("select count(*) from " + fromWhere)
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        publishers.forEach(Publisher::close);
        pool.close();
    }

    /** An application with listeners and a pool of its own. */
    final class Publisher {
        static final ThreadLocal<HikariDataSource> CURRENT = new ThreadLocal<>();

        final List<KycSubmissionChanged> received = new CopyOnWriteArrayList<>();
        volatile Consumer<KycSubmissionChanged> afterCommit = event -> {};
        private final HikariDataSource ownPool = database.connect(url);
        private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        private final PublicationLoop loop;

        Publisher(Consumer<KycSubmissionChanged> listener, RecordCipher cipher) {
            context.registerBean(HikariDataSource.class, () -> ownPool);
            context.registerBean(
                    Listeners.class,
                    () -> new Listeners(
                            event -> {
                                CURRENT.set(ownPool);
                                try {
                                    listener.accept(event);
                                    received.add(event);
                                } finally {
                                    CURRENT.remove();
                                }
                            },
                            event -> afterCommit.accept(event)));
            context.register(Transactions.class);
            context.refresh();
            loop = new PublicationLoop(
                    List.of(new EventPublication(
                            new SubmissionOutbox(
                                    new JdbcEventStore(ownPool, TestDatabase.PREFIX),
                                    new JdbcSubmissionStore(ownPool, TestDatabase.PREFIX),
                                    cipher,
                                    entity -> Optional.of("broker")),
                            context,
                            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)),
                            Clock.systemUTC(),
                            QUICK)),
                    QUICK);
            publishers.add(this);
        }

        void start() {
            loop.start();
        }

        void wake() {
            loop.wake();
        }

        void stop() {
            loop.stop();
        }

        int activeConnections() {
            return ownPool.getHikariPoolMXBean().getActiveConnections();
        }

        void close() {
            loop.stop();
            context.close();
            ownPool.close();
        }
    }

    /** The application's listeners. */
    static final class Listeners {
        private final Consumer<KycSubmissionChanged> inTransaction;
        private final Consumer<KycSubmissionChanged> afterCommit;

        Listeners(Consumer<KycSubmissionChanged> inTransaction, Consumer<KycSubmissionChanged> afterCommit) {
            this.inTransaction = inTransaction;
            this.afterCommit = afterCommit;
        }

        @EventListener
        void on(KycSubmissionChanged event) {
            inTransaction.accept(event);
        }

        @TransactionalEventListener
        void afterCommit(KycSubmissionChanged event) {
            afterCommit.accept(event);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {
        @Bean
        PlatformTransactionManager transactionManager(HikariDataSource pool) {
            return new DataSourceTransactionManager(pool);
        }
    }
}
