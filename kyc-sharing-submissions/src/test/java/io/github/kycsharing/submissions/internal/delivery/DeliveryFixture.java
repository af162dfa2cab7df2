package io.github.kycsharing.submissions.internal.delivery;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycRecordRefresher;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.TestClock;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.command.StoredSubmissions;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.JdbcEventStore;
import io.github.kycsharing.submissions.internal.store.JdbcLaneStore;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.Schema;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.SubmissionStore;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The delivery on an H2 database of its own, with a clock and an engine that the test moves. */
final class DeliveryFixture implements AutoCloseable {
    static final String CLIENT = "default";
    static final String ENTITY = "BROKERKEY";
    static final String SECRET = "s3cret";
    static final Intervention BY = new Intervention("jane", "The cause is corrected");
    static final DeliveryPolicy POLICY = new DeliveryPolicy(
            4,
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofDays(1),
            3,
            3,
            Duration.ofDays(7),
            Duration.ofDays(365));

    final KycSharingClient client;
    final HikariDataSource pool = new HikariDataSource();
    final SubmissionStore store;
    final LaneStore laneStore;
    final TransactionTemplate tx;
    final RecordCipher cipher;
    final Lanes lanes;
    final StoredSubmissions submissions;
    final SubmissionHandler handler;
    /** Tasks of the engine, with their times. */
    final Map<UUID, Instant> tasks = new HashMap<>();

    private final TestClock machine =
            new TestClock(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MICROS));
    private final DatabaseClock clock = new DatabaseClock(machine);
    private final Entities entities;
    private final Map<String, Runnable> hooks = new HashMap<>();
    private @Nullable String crashBefore;

    DeliveryFixture(KycExchangeSimulator exchange) {
        this(exchange.baseUrl(), null);
    }

    DeliveryFixture(String baseUrl, @Nullable KycRecordRefresher refresher) {
        client = KycSharingClient.builder()
                .bizEntityKey(ENTITY)
                .secret(SECRET)
                .brokerType(BrokerType.STANDARD)
                .baseUrl(baseUrl)
                .notifyUrl("https://broker.example/kyc")
                .connectTimeout(Duration.ofMillis(500))
                .readTimeout(Duration.ofSeconds(5))
                .clock(machine)
                .build();
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        pool.setMaximumPoolSize(4);
        new Schema(pool, "kyc_").create();
        store = new JdbcSubmissionStore(pool, "kyc_");
        laneStore = new JdbcLaneStore(pool, "kyc_");
        tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        cipher = new TinkRecordCipher(KycKeysets.generate());
        entities = new OneEntity();
        Engine engine = new Engine();
        lanes = new Lanes(
                entities,
                store,
                new BackfillStore(pool, "kyc_"),
                laneStore,
                new JdbcEventStore(pool, "kyc_"),
                cipher,
                engine,
                tx,
                clock,
                POLICY);
        submissions = new StoredSubmissions(
                entities, store, TestCustomers.data(pool, "kyc_"), cipher, engine, tx, pool, clock);
        handler = new SubmissionHandler(
                entities,
                store,
                laneStore,
                cipher,
                engine,
                tx,
                clock,
                POLICY,
                new RecordRefresh(refresher, entities, store, cipher, tx),
                TestCustomers.tracking(pool, "kyc_", tx, clock),
                RequestPermits.UNLIMITED,
                this::step);
    }

    private void step(String name) {
        hooks.getOrDefault(name, () -> {}).run();
        if (name.equals(crashBefore)) {
            throw new Crash();
        }
    }

    /** Ends the executions of a block before a step, as if the process ended. */
    void crashBefore(String step, UUID id) {
        crashBefore = step;
        try {
            execute(id);
            throw new AssertionError("No crash before " + step);
        } catch (Crash e) {
            crashBefore = null;
        }
    }

    void onStep(String step, Runnable action) {
        hooks.put(step, action);
    }

    UUID submit(String customer) {
        return submissions
                .submit(CLIENT, ShareKycRequest.of(TestRecords.standard(customer)))
                .id();
    }

    UUID submit(String requestNo, String customer) {
        return submissions
                .submit(CLIENT, ShareKycRequest.of(requestNo, TestRecords.standard(customer)))
                .id();
    }

    SubmissionRow row(UUID id) {
        return Objects.requireNonNull(tx.execute(status -> store.find(id).orElseThrow()));
    }

    SubmissionRow change(UUID id, UnaryOperator<SubmissionRow.Builder> change) {
        return Objects.requireNonNull(tx.execute(status -> store.update(
                        change.apply(store.lock(id).orElseThrow().toBuilder()).build())
                .orElseThrow()));
    }

    boolean hasBody(UUID id) {
        return Boolean.TRUE.equals(tx.execute(status -> store.body(id).isPresent()));
    }

    Instant now() {
        return clock.instant();
    }

    void advance(Duration time) {
        machine.advance(time);
    }

    Optional<Instant> execute(UUID id) {
        return execute(id, now());
    }

    Optional<Instant> execute(UUID id, Instant pickedAt) {
        tasks.remove(id);
        Optional<Instant> next = handler.execute(ENTITY, id, pickedAt);
        next.ifPresent(at -> tasks.put(id, at));
        return next;
    }

    /** Admits, and executes the tasks that are due, until nothing is. */
    int run() {
        int executions = 0;
        while (true) {
            lanes.admit(ENTITY);
            List<UUID> due = tasks.entrySet().stream()
                    .filter(task -> !task.getValue().isAfter(now()))
                    .sorted(Comparator.comparingLong(task -> row(task.getKey()).seq()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (due.isEmpty()) {
                return executions;
            }
            for (UUID id : due) {
                execute(id);
                executions++;
            }
            if (executions > 1_000) {
                throw new AssertionError("The delivery does not pause");
            }
        }
    }

    /** As an engine does for this long: runs what is due, in steps. */
    int run(Duration time, Duration step) {
        Instant end = now().plus(time);
        int executions = run();
        while (now().isBefore(end)) {
            advance(step);
            executions += run();
        }
        return executions;
    }

    @Override
    public void close() {
        client.close();
        pool.close();
    }

    /** The end of a process: nothing after it is executed. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private final class Engine implements SubmissionEngine {
        @Override
        public void wakePoll(String poll, String bizEntityKey, int shard) {}

        @Override
        public void arm(String bizEntityKey, UUID submissionId, Instant at) {
            tasks.put(submissionId, at);
        }

        @Override
        public void disarm(String bizEntityKey, UUID submissionId) {
            tasks.remove(submissionId);
        }

        @Override
        public void wakeLane(String bizEntityKey) {}

        @Override
        public void wakePublication() {}

        @Override
        public void poll() {}
    }

    private final class OneEntity implements Entities {
        @Override
        public Optional<String> bizEntityKey(String name) {
            return CLIENT.equals(name) ? Optional.of(ENTITY) : Optional.empty();
        }

        @Override
        public Optional<String> clientName(String bizEntityKey) {
            return ENTITY.equals(bizEntityKey) ? Optional.of(CLIENT) : Optional.empty();
        }

        @Override
        public Optional<KycSharingClient> client(String bizEntityKey) {
            return ENTITY.equals(bizEntityKey) ? Optional.of(client) : Optional.empty();
        }

        @Override
        public Set<String> all() {
            return Set.of(ENTITY);
        }
    }
}
