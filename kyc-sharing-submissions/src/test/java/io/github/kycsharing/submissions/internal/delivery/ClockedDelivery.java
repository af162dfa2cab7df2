package io.github.kycsharing.submissions.internal.delivery;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.TestClock;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.TestEntities;
import io.github.kycsharing.submissions.internal.command.StoredSubmissions;
import io.github.kycsharing.submissions.internal.crypto.Keysets;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.JdbcEventStore;
import io.github.kycsharing.submissions.internal.store.JdbcLaneStore;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The delivery with a real client, exchange and database; its tasks are executed by the test, at the times that it sets. */
final class ClockedDelivery implements AutoCloseable {
    static final String ENTITY = "KYCB0001";
    static final String CLIENT = "default";
    static final Intervention BY = new Intervention("jane", "a reason");
    static final int REJECTIONS = 4;
    static final DeliveryPolicy POLICY = new DeliveryPolicy(
            4,
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            REJECTIONS,
            3,
            Duration.ofDays(7),
            Duration.ofDays(365));
    private static final String SECRET = "s3cret";
    private static final String KEYSET = Keysets.generate();

    final KycExchangeSimulator exchange;
    final KycSharingClient client;
    /** Later than the database's own, which creates the lane. */
    final TestClock clock = new TestClock(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS));

    final DatabaseClock databaseClock = new DatabaseClock(clock);
    final Tasks engine = new Tasks();
    final HikariDataSource pool;
    final TransactionTemplate tx;
    final JdbcSubmissionStore store;
    final TinkRecordCipher cipher = new TinkRecordCipher(KEYSET);
    final Lanes lanes;
    final KycSubmissions submissions;
    final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final JdbcLaneStore laneStore;
    private final TestEntities entities;
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.kycsharing");
    private RequestPermits permits = RequestPermits.UNLIMITED;
    private SubmissionHandler handler;

    ClockedDelivery(TestDatabase database) {
        this(database, BrokerType.STANDARD, builder -> builder);
    }

    ClockedDelivery(
            TestDatabase database, BrokerType brokerType, UnaryOperator<KycSharingClientBuilder> customization) {
        exchange = KycExchangeSimulator.builder()
                .entity(
                        brokerType == BrokerType.STANDARD
                                ? ExchangeEntity.standard(ENTITY, SECRET)
                                : ExchangeEntity.kz(ENTITY, SECRET))
                .start();
        client = customization
                .apply(KycSharingClient.builder()
                        .bizEntityKey(ENTITY)
                        .secret(SECRET)
                        .brokerType(brokerType)
                        .baseUrl(exchange.baseUrl())
                        .notifyUrl("https://broker.example.com/kyc")
                        .readTimeout(Duration.ofMillis(400))
                        .clock(clock))
                .build();
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
        pool = database.connect(database.create());
        tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        store = new JdbcSubmissionStore(pool, TestDatabase.PREFIX);
        laneStore = new JdbcLaneStore(pool, TestDatabase.PREFIX);
        entities = new TestEntities(CLIENT, ENTITY, client);
        lanes = new Lanes(
                entities,
                store,
                new BackfillStore(pool, TestDatabase.PREFIX),
                laneStore,
                new JdbcEventStore(pool, TestDatabase.PREFIX),
                cipher,
                engine,
                tx,
                databaseClock,
                POLICY);
        submissions = new StoredSubmissions(
                entities,
                store,
                TestCustomers.data(pool, TestDatabase.PREFIX),
                cipher,
                engine,
                tx,
                pool,
                databaseClock);
        handler = handler(null, Steps.NONE);
    }

    SubmissionHandler handler(@Nullable KycRecordRefresher refresher, Steps steps) {
        return new SubmissionHandler(
                entities,
                store,
                laneStore,
                cipher,
                engine,
                tx,
                databaseClock,
                POLICY,
                new RecordRefresh(refresher, entities, store, cipher, tx),
                TestCustomers.tracking(pool, TestDatabase.PREFIX, tx, databaseClock),
                permits,
                steps);
    }

    void use(RequestPermits other) {
        permits = other;
        handler = handler(null, Steps.NONE);
    }

    void use(@Nullable KycRecordRefresher refresher, Steps steps) {
        handler = handler(refresher, steps);
    }

    UUID submit(String customer) {
        return submit(TestRecords.standard(customer));
    }

    UUID submit(KycInfo kycInfo) {
        return submissions.submit(CLIENT, kycInfo).id();
    }

    UUID submit(String requestNo, String customer) {
        return submissions
                .submit(CLIENT, ShareKycRequest.of(requestNo, TestRecords.standard(customer)))
                .id();
    }

    KycSubmission find(UUID id) {
        return submissions.find(id).orElseThrow();
    }

    SubmissionState state(UUID id) {
        return find(id).state();
    }

    SubmissionRow row(UUID id) {
        return store.find(id).orElseThrow();
    }

    LaneRow lane() {
        return laneStore.find(ENTITY).orElseThrow();
    }

    int admit() {
        return lanes.admit(ENTITY);
    }

    /** Executes the task of a submission once, whenever it is due. */
    Optional<Instant> execute(UUID id) {
        return execute(id, clock.instant());
    }

    Optional<Instant> execute(UUID id, Instant pickedAt) {
        engine.armed.remove(id);
        Optional<Instant> next = handler.execute(ENTITY, id, pickedAt);
        next.ifPresent(at -> engine.armed.putIfAbsent(id, at));
        return next;
    }

    /** Executes every task that is due, until none is. */
    int executeDue() {
        int executed = 0;
        while (true) {
            admit();
            Optional<UUID> due = engine.armed.entrySet().stream()
                    .filter(task -> !task.getValue().isAfter(clock.instant()))
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey);
            if (due.isEmpty()) {
                return executed;
            }
            execute(due.get());
            executed++;
            if (executed > 10_000) {
                throw new IllegalStateException("the tasks are due for ever");
            }
        }
    }

    /** Lets time pass, and executes what becomes due, with an admission after a back-off and every minute. */
    void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        executeDue();
        while (clock.instant().isBefore(end)) {
            Instant next = engine.armed.values().stream()
                    .min(Comparator.naturalOrder())
                    .filter(at -> at.isAfter(clock.instant()))
                    .orElse(end);
            Instant probe = laneStore
                    .find(ENTITY)
                    .map(LaneRow::backOffUntil)
                    .filter(at -> at.isAfter(clock.instant()))
                    .orElse(end);
            Instant minute = clock.instant().plus(Duration.ofMinutes(1));
            clock.set(List.of(next, probe, minute, end).stream()
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
            executeDue();
        }
    }

    List<ReceivedRequest> shares() {
        return exchange.journal().ofCall(ReceivedRequest.Call.SHARE);
    }

    List<String> logged() {
        return log.list.stream()
                .filter(event -> event.getLoggerName().startsWith("io.github.kycsharing.submissions"))
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        client.close();
        exchange.close();
        pool.close();
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    /** The tasks and when they are due. */
    static final class Tasks implements SubmissionEngine {
        @Override
        public void wakePoll(String poll, String bizEntityKey, int shard) {}

        final Map<UUID, Instant> armed = new LinkedHashMap<>();
        int laneWakes;

        @Override
        public void arm(String bizEntityKey, UUID submissionId, Instant at) {
            armed.put(submissionId, at);
        }

        @Override
        public void disarm(String bizEntityKey, UUID submissionId) {
            armed.remove(submissionId);
        }

        @Override
        public void wakeLane(String bizEntityKey) {
            laneWakes++;
        }

        @Override
        public void wakePublication() {}

        @Override
        public void poll() {}
    }
}
