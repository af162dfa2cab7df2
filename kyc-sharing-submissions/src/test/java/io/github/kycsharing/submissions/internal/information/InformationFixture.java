package io.github.kycsharing.submissions.internal.information;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.StoredInformationRequest;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestClock;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.TestEntities;
import io.github.kycsharing.submissions.internal.command.ActionHistory;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.JdbcLaneStore;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeSimulator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests for information on a database, with a clock that the test moves, and polls that it executes. */
final class InformationFixture implements AutoCloseable {
    static final String CLIENT = "default";
    static final String ENTITY = "BROKERKEY";
    static final String SECRET = "s3cret";
    static final String FILE = "https://files.example.com/passport.pdf?signature=CANARY";
    static final Intervention BY = new Intervention("jane", "The customer sent a passport");
    static final InformationPolicy POLICY = new InformationPolicy(
            Duration.ofMinutes(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofMinutes(30),
            Duration.ofDays(1),
            Duration.ofMinutes(15));

    final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(ENTITY, SECRET))
            .rfiResultDelay(Duration.ofMinutes(2))
            .start();
    final HikariDataSource pool;
    final TransactionTemplate tx;
    final JdbcClient jdbc;
    final CustomerData data;
    final LaneStore lanes;
    final StoredInformation information;
    final List<String> woken = new CopyOnWriteArrayList<>();
    /** Actions before a step, of all instances. */
    final Map<String, Runnable> hooks = new HashMap<>();

    /** Of all instances. */
    RequestPermits permits = RequestPermits.UNLIMITED;

    private final String keyset = KycKeysets.generate();
    private final TestClock machine = new TestClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private final DatabaseClock clock = new DatabaseClock(machine);
    private final List<KycSharingClient> clients = new ArrayList<>();
    private final InformationPoll poll;
    private @Nullable Instant next;

    InformationFixture(TestDatabase database) {
        this(database, null);
    }

    InformationFixture(TestDatabase database, @Nullable String baseUrl) {
        pool = database.connect(database.create());
        tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        jdbc = JdbcClient.create(pool);
        data = TestCustomers.data(pool, TestDatabase.PREFIX);
        lanes = new JdbcLaneStore(pool, TestDatabase.PREFIX);
        TestEntities entities = entities(baseUrl == null ? exchange.baseUrl() : baseUrl);
        information = new StoredInformation(
                entities,
                data.informationRequests(),
                new TinkRecordCipher(keyset),
                POLICY,
                tx,
                pool,
                clock,
                new ActionHistory(
                        new JdbcSubmissionStore(pool, TestDatabase.PREFIX), new TinkRecordCipher(keyset), clock),
                woken::add);
        poll = poll(entities, keyset);
    }

    private TestEntities entities(String baseUrl) {
        KycSharingClient client = KycSharingClient.builder()
                .bizEntityKey(ENTITY)
                .secret(SECRET)
                .brokerType(BrokerType.STANDARD)
                .baseUrl(baseUrl)
                .notifyUrl(".")
                .connectTimeout(Duration.ofMillis(500))
                .readTimeout(Duration.ofSeconds(5))
                .clock(machine)
                .build();
        clients.add(client);
        return new TestEntities(CLIENT, ENTITY, client);
    }

    /** Another instance on the same database. */
    InformationPoll otherInstance() {
        return poll(entities(exchange.baseUrl()), keyset);
    }

    /** Another instance, whose keyset lacks the keys of what is stored. */
    InformationPoll instanceWithoutKey() {
        return poll(entities(exchange.baseUrl()), KycKeysets.generate());
    }

    private InformationPoll poll(TestEntities entities, String keys) {
        TinkRecordCipher cipher = new TinkRecordCipher(keys);
        return new InformationPoll(
                entities,
                data,
                new CustomerEvents(cipher, entities),
                lanes,
                cipher,
                tx,
                clock,
                POLICY,
                () -> {},
                (entity, maxWait) -> permits.acquire(entity, maxWait),
                step -> hooks.getOrDefault(step, () -> {}).run());
    }

    /** Executes the poll once. */
    Instant execute() {
        return execute(poll);
    }

    Instant execute(InformationPoll instance) {
        next = instance.execute(ENTITY, 0, () -> true).orElseThrow().at();
        return next;
    }

    /** As an engine does for this long: executes the poll whenever it is due. */
    int run(Duration time) {
        Instant end = now().plus(time);
        int executions = 0;
        while (next == null || !next.isAfter(end)) {
            if (next != null && next.isAfter(now())) {
                advance(Duration.between(now(), next));
            }
            execute();
            if (++executions > 5_000) {
                throw new AssertionError("The poll does not pause");
            }
        }
        advance(Duration.between(now(), end));
        return executions;
    }

    /** Executes the poll until it ends before a step, as if the process ended there. */
    void crashBefore(String step) {
        hooks.put(step, () -> {
            throw new Crash();
        });
        try {
            for (int i = 0; i < 20; i++) {
                execute();
                advance(Duration.ofMinutes(1));
            }
            throw new AssertionError("No crash before " + step);
        } catch (Crash e) {
            hooks.remove(step);
            next = null;
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** Advances all clocks. */
    void advance(Duration time) {
        machine.advance(time);
        exchange.advance(time);
    }

    StoredInformationRequest submit(String recordId) {
        return information.submit(CLIENT, recordId, List.of(InformationFiles.of("PASSPORT", FILE)), BY);
    }

    StoredInformationRequest find(String recordId) {
        return information.find(CLIENT, recordId).orElseThrow();
    }

    InformationFilesState state(String recordId) {
        return find(recordId).files();
    }

    /** Publishes the events that are due, in their order. */
    List<Object> publish() {
        CustomerEvents contents = new CustomerEvents(new TinkRecordCipher(keyset), entities(exchange.baseUrl()));
        List<Object> published = new ArrayList<>();
        List<Long> due = due();
        while (!due.isEmpty()) {
            for (long id : due) {
                tx.executeWithoutResult(status -> {
                    published.add(
                            contents.read(data.events().lockUnpublished(id).orElseThrow()));
                    data.events().markPublished(id, now());
                });
            }
            due = due();
        }
        return published;
    }

    private List<Long> due() {
        return Objects.requireNonNull(tx.execute(status -> {
            List<Long> due = new ArrayList<>();
            for (int shard = 0; shard < EventStore.SHARDS; shard++) {
                due.addAll(data.events().due(shard, now(), 1_000));
            }
            return due;
        }));
    }

    <T> List<T> publish(Class<T> type) {
        return publish().stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(tx.execute(status -> work.get()));
    }

    int count(String table) {
        return jdbc.sql("select count(*) from kyc_sharing_" + table)
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        clients.forEach(KycSharingClient::close);
        exchange.close();
        pool.close();
    }

    /** The end of a process: nothing after it is executed. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }
}
