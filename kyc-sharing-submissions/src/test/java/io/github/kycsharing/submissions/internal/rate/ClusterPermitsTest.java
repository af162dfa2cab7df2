package io.github.kycsharing.submissions.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.spring.LogCapture;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Permits on a real database, taken by the threads of several instances. */
@Timeout(60)
class ClusterPermitsTest {
    private static final String ENTITY = "BROKERKEY";
    private static final String OTHER = "OTHERKEY";
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final InstantSource CLOCK = InstantSource.system();

    private final HikariDataSource pool = TestDatabase.POSTGRESQL.connect(TestDatabase.POSTGRESQL.create());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean end = new AtomicBoolean();

    @AfterEach
    void close() throws InterruptedException {
        end.set(true);
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        pool.close();
    }

    private ClusterPermits instance(int perSecond) {
        return instance(entity -> OptionalInt.of(perSecond));
    }

    private ClusterPermits instance(Function<String, OptionalInt> perSecond) {
        return ClusterPermits.shared(perSecond, pool, TestDatabase.PREFIX, CLOCK);
    }

    /** Takes permits in many threads until the end of the test. */
    private void take(RequestPermits permits, Grants grants, int count) {
        for (int i = 0; i < count; i++) {
            threads.execute(() -> {
                while (!end.get()) {
                    if (permits.acquire(ENTITY, WAIT).isGranted()) {
                        grants.add();
                    }
                }
            });
        }
    }

    @Test
    void instancesTogetherKeepTheLimitAndUseIt() {
        Grants grants = new Grants();
        for (int i = 0; i < 3; i++) {
            take(instance(60), grants, 6);
        }
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> grants.sorted().size() >= 300);
        end.set(true);

        assertThat(grants.maxIn(1000)).isLessThanOrEqualTo(60 + 3 * 6);
        assertThat(grants.maxIn(3000)).isLessThanOrEqualTo(3 * 60 + 3 * 6);
        assertThat(grants.perSecond()).isGreaterThan(60 * 0.9);
    }

    @Test
    void instancesOfAnotherLimitShareTheSameTime() {
        Grants slow = new Grants();
        Grants quick = new Grants();
        long start = System.nanoTime();
        take(instance(20), slow, 4);
        take(instance(200), quick, 16);
        await().atMost(Duration.ofSeconds(20)).until(() -> slow.sorted().size() >= 20);
        end.set(true);

        // A request of the slow one costs ten times as much of the time as one of the other.
        double used = slow.sorted().size() / 20.0 + quick.sorted().size() / 200.0;
        double elapsed = (System.nanoTime() - start) / 1e9;
        double blocks = 2 * 0.1;
        assertThat(used).isBetween(elapsed / 2, elapsed + blocks);
    }

    @Test
    void instanceThatStalledSendsNothingOfWhatItMissed() throws InterruptedException {
        AtomicBoolean stalls = new AtomicBoolean();
        AtomicInteger stalled = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        ClusterPermits permits = new ClusterPermits(
                entity -> OptionalInt.of(50),
                entity -> TimeBucket.shared(System::nanoTime, pool, TestDatabase.PREFIX + "bucket", entity),
                CLOCK,
                System::nanoTime,
                nanos -> {
                    TimeUnit.NANOSECONDS.sleep(nanos);
                    if (stalls.get()) {
                        stalled.incrementAndGet();
                        goOn.await();
                    }
                });
        Grants grants = new Grants();
        take(permits, grants, 12);
        await().until(() -> grants.sorted().size() >= 20);
        stalls.set(true);
        await().until(() -> stalled.get() == 12);
        int before = grants.sorted().size();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        stalls.set(false);
        long released = System.nanoTime();
        goOn.countDown();
        await().until(() -> grants.sorted().size() >= before + 60);
        end.set(true);

        long atOnce = grants.sorted().stream()
                .filter(at -> at >= released && at < released + TimeUnit.MILLISECONDS.toNanos(100))
                .count();
        assertThat(atOnce).isLessThanOrEqualTo(5 + 2); // a block, and the edges of the time
        assertThat(grants.maxIn(1000)).isLessThanOrEqualTo(50 + 5);
    }

    @Test
    void withoutTheDatabaseNothingIsGranted() {
        try (LogCapture log = new LogCapture(Level.WARN, Slots.class.getName())) {
            ClusterPermits permits = instance(100);
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("alter table kyc_sharing_bucket rename to elsewhere").update();

            Permit refused = permits.acquire(ENTITY, WAIT);

            assertThat(refused.isGranted()).isFalse();
            assertThat(refused.retryAt().orElseThrow())
                    .isBetween(Instant.now(), Instant.now().plusSeconds(2));
            assertThat(permits.acquire(ENTITY, WAIT).isGranted()).isFalse();
            assertThat(log.lines()).singleElement().asString().contains("access entity BROKERKEY");

            jdbc.sql("alter table elsewhere rename to kyc_sharing_bucket").update();
            await().until(() -> permits.acquire(ENTITY, WAIT).isGranted());
        }
    }

    @Test
    void poolWithoutAFreeConnectionGrantsNothing() throws Exception {
        try (LogCapture log = new LogCapture(Level.WARN, Slots.class.getName());
                HikariDataSource small = TestDatabase.POSTGRESQL.connect(pool.getJdbcUrl())) {
            small.setMaximumPoolSize(1);
            small.setConnectionTimeout(250);
            ClusterPermits permits =
                    ClusterPermits.shared(entity -> OptionalInt.of(100), small, TestDatabase.PREFIX, CLOCK);
            try (Connection occupied = small.getConnection()) {
                assertThat(occupied.isValid(1)).isTrue();
                assertThat(permits.acquire(ENTITY, WAIT).isGranted()).isFalse();
            }
            assertThat(log.lines()).hasSize(1);
            await().until(() -> permits.acquire(ENTITY, WAIT).isGranted());
        }
    }

    @Test
    void clientThatWaitsBlocksNoOther() throws Exception {
        ClusterPermits permits = instance(entity -> OptionalInt.of(entity.equals(ENTITY) ? 1 : 500));
        assertThat(permits.acquire(ENTITY, WAIT).isGranted()).isTrue();
        assertThat(permits.acquire(OTHER, WAIT).isGranted()).isTrue();
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select * from kyc_sharing_bucket where id = 'BROKERKEY' for update");
            take(permits, new Grants(), 8);
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                assertThat(permits.acquire(OTHER, WAIT).isGranted()).isTrue();
            }
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
            end.set(true);
            connection.rollback();
        }
    }

    @Test
    void refusedCallersComeBackOneAfterAnother() {
        ClusterPermits permits = instance(1);
        assertThat(permits.acquire(ENTITY, Duration.ZERO).isGranted()).isTrue();

        List<Instant> times = new ArrayList<>();
        IntStream.range(0, 10)
                .forEach(i -> times.add(
                        permits.acquire(ENTITY, Duration.ZERO).retryAt().orElseThrow()));

        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i)))
                    .isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
        }
    }

    @Test
    void permitThatIsGivenBackIsForTheNextCaller() {
        ClusterPermits permits = instance(1);
        Permit unused = permits.acquire(ENTITY, WAIT);
        assertThat(unused.isGranted()).isTrue();
        assertThat(permits.acquire(ENTITY, Duration.ZERO).isGranted()).isFalse();

        unused.giveBack();

        assertThat(permits.acquire(ENTITY, Duration.ZERO).isGranted()).isTrue();
    }

    @Test
    void clientWithoutALimitNeedsNoDatabase() {
        ClusterPermits permits = instance(entity -> OptionalInt.empty());
        pool.close();

        assertThat(permits.acquire(ENTITY, Duration.ZERO)).isSameAs(Permit.UNLIMITED);
    }

    @Test
    void localPermitsKeepTheLimitOfTheirProcess() {
        ClusterPermits permits = ClusterPermits.local(entity -> OptionalInt.of(100), CLOCK);
        Grants grants = new Grants();
        take(permits, grants, 8);
        await().until(() -> grants.sorted().size() >= 200);
        end.set(true);

        assertThat(grants.maxIn(1000)).isLessThanOrEqualTo(100 + 10);
        assertThat(grants.perSecond()).isGreaterThan(90);
    }
}
