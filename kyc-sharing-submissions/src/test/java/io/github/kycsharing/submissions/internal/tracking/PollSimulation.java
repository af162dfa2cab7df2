package io.github.kycsharing.submissions.internal.tracking;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.TestEntities;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.engine.NextPoll;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.rate.RequestPermits;
import io.github.kycsharing.submissions.internal.store.CustomerData;
import io.github.kycsharing.submissions.internal.store.CustomerRow;
import io.github.kycsharing.submissions.internal.store.CustomerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Polls of many customers by a clock that jumps from one execution to the next. Responses take no time. */
final class PollSimulation implements AutoCloseable, InstantSource {
    static final String ENTITY = "KYCB0001";
    /** The longest of the engine. */
    private static final Duration BACK_OFF = Duration.ofMinutes(10);

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final HikariDataSource pool;
    final CustomerData data;
    final TransactionTemplate tx;
    final StatusPoll poll;
    /** Number of queries, by customer. */
    final Map<String, Integer> polls = new HashMap<>();
    /** Number of queries in each hour. */
    final Map<Long, Integer> pollsOfHour = new HashMap<>();

    private final PriorityQueue<Execution> executions =
            new PriorityQueue<>(Comparator.comparing(Execution::at).thenComparing(Execution::shard));
    private Instant now = START;
    /** What happens while the exchange processes a query. */
    volatile Runnable beforeResponse = () -> {};
    /** Customers whose queries have no response. */
    volatile Predicate<String> silent = customer -> false;
    /** What the exchange says. */
    volatile Map<String, Object> status = Map.of("levelInfo", Map.of("currentLevel", Map.of("kycStatus", "PROCESS")));

    private record Execution(Instant at, int shard) {}

    RequestPermits permits = RequestPermits.UNLIMITED;

    PollSimulation(TestDatabase database, TrackingPolicy policy) {
        pool = database.connect(database.create());
        data = TestCustomers.data(pool, TestDatabase.PREFIX);
        tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        TinkRecordCipher cipher = new TinkRecordCipher(KycKeysets.generate());
        Entities entities = new TestEntities("default", ENTITY, new Exchange());
        poll = new StatusPoll(
                entities,
                data.customers(),
                data.events(),
                new CustomerEvents(cipher, entities),
                cipher,
                tx,
                this,
                policy,
                () -> {},
                TrackingObserver.NONE,
                (entity, maxWait) -> permits.acquire(entity, maxWait),
                Steps.NONE);
        IntStream.range(0, CustomerStore.SHARDS).forEach(shard -> executions.add(new Execution(START, shard)));
    }

    @Override
    public Instant instant() {
        return now;
    }

    void track(int customers) {
        tx.executeWithoutResult(status -> IntStream.range(0, customers)
                .forEach(i ->
                        data.customers().track(ENTITY, new CustomerIds("C-" + i, "main", "sub-" + i), START, START)));
    }

    void wake(String customer) {
        tx.executeWithoutResult(status -> data.customers()
                .ofCustomer(ENTITY, customer)
                .forEach(account -> data.customers().wake(account.id(), now)));
    }

    void share(String customer, String requestNo) {
        CustomerRow row = row(customer);
        tx.executeWithoutResult(
                status -> data.customers().share(ENTITY, row.customer(), requestNo, now, now.plusSeconds(30)));
    }

    int events() {
        return JdbcClient.create(pool)
                .sql("select count(*) from kyc_sharing_customer_event")
                .query(Integer.class)
                .single();
    }

    int polls(String customer) {
        return polls.getOrDefault(customer, 0);
    }

    CustomerRow row(String customer) {
        return Objects.requireNonNull(tx.execute(
                status -> data.customers().ofCustomer(ENTITY, customer).get(0)));
    }

    /** Executes what is due for a time. */
    void run(Duration time) {
        run(time, each -> {});
    }

    /** Executes what is due for a time, and leaves out executions that have nothing to do: for few customers. */
    void skim(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            for (int shard = 0; shard < CustomerStore.SHARDS; shard++) {
                poll.execute(ENTITY, shard, () -> true);
            }
            Instant due = IntStream.range(0, CustomerStore.SHARDS)
                    .mapToObj(shard -> Objects.requireNonNull(
                            tx.execute(status -> data.customers().nextDue(ENTITY, shard))))
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder())
                    .orElse(end);
            now = due.isBefore(end) ? due : end;
        }
        executions.clear();
        IntStream.range(0, CustomerStore.SHARDS).forEach(shard -> executions.add(new Execution(now, shard)));
    }

    void run(Duration time, Consumer<Instant> beforeEach) {
        Instant end = now.plus(time);
        while (executions.element().at().isBefore(end)) {
            Execution execution = executions.remove();
            now = execution.at();
            beforeEach.accept(now);
            Instant next = poll.execute(ENTITY, execution.shard(), () -> true)
                    .map(NextPoll::at)
                    .orElse(now.plus(BACK_OFF));
            executions.add(new Execution(next, execution.shard()));
        }
        now = end;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Responds to queries only. */
    private final class Exchange implements KycSharingClient {
        @Override
        public KycStatus checkStatus(KycStatusQuery query, DeliveryOptions options) {
            if (silent.test(Objects.requireNonNull(query.entityCustomerId()))) {
                throw new KycNoResponseException(
                        FailureContext.notAttempted(Operation.CHECK_STATUS, "none"), "none", null);
            }
            beforeResponse.run();
            polls.merge(Objects.requireNonNull(query.entityCustomerId()), 1, Integer::sum);
            pollsOfHour.merge(Duration.between(START, now).toHours(), 1, Integer::sum);
            return new KycStatus(status);
        }

        @Override
        public ShareResult share(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ShareResult resume(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<ShareResult> shareAsync(ShareKycRequest request, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<KycStatus> checkStatusAsync(KycStatusQuery query, DeliveryOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
