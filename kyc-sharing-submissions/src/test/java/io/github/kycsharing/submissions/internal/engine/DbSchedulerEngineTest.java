package io.github.kycsharing.submissions.internal.engine;

import static io.github.kycsharing.submissions.internal.engine.EngineFixture.ENTITY;
import static io.github.kycsharing.submissions.internal.engine.EngineFixture.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestSubmissions;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class DbSchedulerEngineTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    /** With it, a lost claim is not repaired before the test times out. */
    private static final EngineOptions NEVER_DEAD = new EngineOptions(
            true, 4, QUICK.pollInterval(), Duration.ofMinutes(1), 4, QUICK.sweepInterval(), QUICK.shutdownTimeout());

    private final Map<UUID, AtomicInteger> executions = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init") // each test creates it, on its database
    private EngineFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void armInARolledBackTransactionLeavesNoTask(TestDatabase database) {
        fixture = new EngineFixture(database);
        DbSchedulerEngine engine = fixture.notStarted();

        fixture.tx.executeWithoutResult(status -> {
            engine.arm(ENTITY, ID, Instant.now());
            assertThat(fixture.tasks()).isEqualTo(1);
            status.setRollbackOnly();
        });
        assertThat(fixture.tasks()).isZero();

        fixture.tx.executeWithoutResult(status -> engine.arm(ENTITY, ID, Instant.now()));
        assertThat(fixture.tasks()).isEqualTo(1);

        fixture.tx.executeWithoutResult(status -> {
            engine.disarm(ENTITY, ID);
            status.setRollbackOnly();
        });
        assertThat(fixture.tasks()).isEqualTo(1);

        engine.disarm(ENTITY, ID);
        assertThat(fixture.tasks()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void armedTwiceAtOnceNoTransactionFails(TestDatabase database) {
        fixture = new EngineFixture(database);
        DbSchedulerEngine engine = fixture.notStarted();
        Instant later = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

        CompletableFuture<Void> second = fixture.tx.execute(status -> {
            engine.arm(ENTITY, ID, Instant.now());
            return CompletableFuture.runAsync(() -> fixture.tx.executeWithoutResult(other -> {
                engine.arm(ENTITY, ID, later);
                assertThat(fixture.tasks()).isEqualTo(1); // the transaction is not aborted
            }));
        });
        assertThat(second).succeedsWithin(Duration.ofSeconds(10));
        assertThat(executionTime()).isEqualTo(later);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eachTaskIsExecutedByOneOfTwoInstances(TestDatabase database) {
        fixture = new EngineFixture(database);
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(200).toList();
        EngineFixture.Instance first = fixture.instance(this::count).start();
        fixture.instance(this::count).start();

        ids.forEach(id -> first.engine.arm(ENTITY, id, first.clock.instant()));

        await().until(fixture::tasks, tasks -> tasks == 0);
        assertThat(executions).containsOnlyKeys(ids);
        assertThat(executions.values()).allMatch(count -> count.get() == 1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTaskThatIsArmedDuringItsExecutionRunsAgain(TestDatabase database) {
        fixture = new EngineFixture(database);
        EngineFixture.Instance[] instance = new EngineFixture.Instance[1];
        instance[0] = fixture.instance(NEVER_DEAD, (entity, id, pickedAt) -> {
            int execution = counted(id);
            if (execution < 3) { // the first returns a time that is too late, the second none
                instance[0].engine.arm(ENTITY, id, instance[0].clock.instant());
            }
            return execution == 1 ? Optional.of(Instant.now().plusSeconds(3600)) : Optional.empty();
        });
        instance[0].start().engine.arm(ENTITY, ID, Instant.EPOCH);

        await().until(fixture::tasks, tasks -> tasks == 0);
        assertThat(executions.get(ID)).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theReturnedTimeIsTheNextExecution(TestDatabase database) {
        fixture = new EngineFixture(database);
        Instant next = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        fixture.instance((entity, id, pickedAt) -> Optional.of(next))
                .start()
                .engine
                .arm(ENTITY, ID, Instant.EPOCH);

        await().until(this::executionTime, next::equals);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDeadInstancesTaskIsExecutedElsewhere(TestDatabase database) throws Exception {
        fixture = new EngineFixture(database);
        CountDownLatch picked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        EngineFixture.Instance dying = fixture.instance((entity, id, pickedAt) -> {
            picked.countDown();
            awaitUninterruptibly(end);
            return Optional.of(Instant.EPOCH);
        });
        dying.start().engine.arm(ENTITY, ID, Instant.EPOCH);
        assertThat(picked.await(10, TimeUnit.SECONDS)).isTrue();

        dying.die();
        fixture.instance(this::count).start();

        await().until(fixture::tasks, tasks -> tasks == 0);
        end.countDown();
        assertThat(executions.get(ID)).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anInstanceGoesOnAfterAnOutageOfItsDatabase(TestDatabase database) {
        fixture = new EngineFixture(database);
        EngineFixture.Instance instance = fixture.instance(this::count).start();
        instance.die();
        fixture.notStarted().arm(ENTITY, ID, Instant.EPOCH);
        // The scheduler's own threads fail meanwhile.
        await().dontCatchUncaughtExceptions().during(QUICK.deadAfter()).until(executions::isEmpty);

        instance.recover();

        await().dontCatchUncaughtExceptions().until(fixture::tasks, tasks -> tasks == 0);
        assertThat(executions.get(ID)).hasValue(1);
    }

    @Test
    void aContextStartsAndStopsTheEngine() {
        fixture = new EngineFixture(TestDatabase.H2);
        DbSchedulerEngine engine;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DbSchedulerEngine.class, () -> fixture.notStarted());
            context.refresh();
            engine = context.getBean(DbSchedulerEngine.class);
            assertThat(engine.isRunning()).isTrue();
        }
        assertThat(engine.isRunning()).isFalse();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("kyc-sharing-")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aLivingInstancesTaskIsLeftAlone(TestDatabase database) throws Exception {
        fixture = new EngineFixture(database);
        CountDownLatch picked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        fixture.instance((entity, id, pickedAt) -> {
                    picked.countDown();
                    awaitUninterruptibly(end);
                    return count(entity, id, pickedAt);
                })
                .start()
                .engine
                .arm(ENTITY, ID, Instant.EPOCH);
        assertThat(picked.await(10, TimeUnit.SECONDS)).isTrue();
        fixture.instance(this::count).start();

        await().during(QUICK.deadAfter().multipliedBy(2)).until(executions::isEmpty);
        end.countDown();
        await().until(fixture::tasks, tasks -> tasks == 0);
        assertThat(executions.get(ID)).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void tasksOfAnUnknownEntityAreLeftAlone(TestDatabase database) {
        fixture = new EngineFixture(database);
        EngineFixture.Instance instance = fixture.instance(this::count).start();
        UUID known = UUID.randomUUID();
        instance.engine.arm("KYCB0002", ID, Instant.EPOCH);
        instance.engine.arm(ENTITY, known, Instant.EPOCH);

        await().during(QUICK.deadAfter()).until(() -> executions.keySet().equals(Set.of(known)));
        await().until(fixture::tasks, tasks -> tasks == 1);

        fixture.instance(this::count, entity -> 0, Clock.systemUTC(), "KYCB0002")
                .start();
        await().until(() -> executions.containsKey(ID));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFailedExecutionIsRepeatedAndItsTextNotLogged(TestDatabase database, CapturedOutput output) {
        fixture = new EngineFixture(database);
        fixture.instance((entity, id, pickedAt) -> {
                    if (counted(id) == 1) {
                        throw new IllegalStateException("outside", new RuntimeException("text"));
                    }
                    return Optional.empty();
                })
                .start()
                .engine
                .arm(ENTITY, ID, Instant.EPOCH);

        await().until(fixture::tasks, tasks -> tasks == 0);
        assertThat(executions.get(ID)).hasValue(2);
        assertThat(output)
                .contains(ID + " failed with java.lang.IllegalStateException")
                .doesNotContain("outside", "text");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void instancesWithDifferentClocksAgree(TestDatabase database) {
        fixture = new EngineFixture(database);
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(8).toList();
        CountDownLatch end = new CountDownLatch(1);
        TaskHandler slow = (entity, id, pickedAt) -> {
            assertThat(pickedAt).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
            awaitUninterruptibly(end);
            return count(entity, id, pickedAt);
        };
        EngineFixture.Instance late = fixture.instance(
                        slow, entity -> 0, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5)), ENTITY)
                .start();
        fixture.instance(slow, entity -> 0, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)), ENTITY)
                .start();
        ids.forEach(id -> late.engine.arm(ENTITY, id, late.clock.instant()));
        // each executes four, and neither takes the other's for dead
        await().during(QUICK.deadAfter().multipliedBy(2)).until(executions::isEmpty);
        end.countDown();

        await().until(fixture::tasks, tasks -> tasks == 0);
        assertThat(executions.values()).allMatch(count -> count.get() == 1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void stopLetsExecutionsEndAndTakesNoMore(TestDatabase database) throws Exception {
        fixture = new EngineFixture(database);
        CountDownLatch picked = new CountDownLatch(QUICK.threads());
        CountDownLatch end = new CountDownLatch(1);
        EngineFixture.Instance instance = fixture.instance((entity, id, pickedAt) -> {
            picked.countDown();
            awaitUninterruptibly(end);
            return count(entity, id, pickedAt);
        });
        instance.start();
        IntStream.range(0, 20).forEach(i -> instance.engine.arm(ENTITY, UUID.randomUUID(), Instant.EPOCH));
        assertThat(picked.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(instance.engine::stop);
        await().during(Duration.ofMillis(200)).until(() -> !stopped.isDone());
        end.countDown();

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
        assertThat(executions).hasSize(QUICK.threads());
        assertThat(fixture.tasks()).isEqualTo(20 - QUICK.threads());
        assertThat(fixture.jdbc
                        .sql("select count(*) from kyc_sharing_task where picked")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(instance.engine.isRunning()).isFalse();

        instance.engine.start(); // as a paused context does
        await().until(fixture::tasks, tasks -> tasks == 0);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anExecutionWakesItsLaneUntilNothingMoreIsAdmitted(TestDatabase database) {
        fixture = new EngineFixture(database);
        AtomicInteger left = new AtomicInteger(20);
        EngineFixture.Instance[] instance = new EngineFixture.Instance[1];
        LaneAdmission oneByOne = entity -> {
            if (left.getAndDecrement() <= 0) {
                return 0;
            }
            instance[0].engine.arm(entity, UUID.randomUUID(), instance[0].clock.instant());
            return 1;
        };
        instance[0] = fixture.instance(this::count, oneByOne, Clock.systemUTC(), ENTITY);
        instance[0].start().engine.wakeLane(ENTITY);

        await().until(executions::size, size -> size == 20);
    }

    @Test
    void wakesOfALaneAreCombinedAndTheLastOneCounts() {
        fixture = new EngineFixture(TestDatabase.H2);
        AtomicInteger wakes = new AtomicInteger();
        AtomicInteger admissions = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        EngineFixture.Instance instance = fixture.instance(
                        this::count,
                        entity -> {
                            admissions.incrementAndGet();
                            seen.set(wakes.get());
                            return 0;
                        },
                        Clock.systemUTC(),
                        ENTITY)
                .start();

        for (int i = 0; i < 100_000; i++) {
            wakes.incrementAndGet();
            instance.engine.wakeLane(ENTITY);
        }

        await().until(seen::get, last -> last == 100_000);
        assertThat(admissions.get()).isLessThan(1000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAnotherInstanceHasStoredIsAdmitted(TestDatabase database) {
        fixture = new EngineFixture(database);
        AtomicInteger admissions = new AtomicInteger();
        fixture.instance(this::count, entity -> admissions.incrementAndGet() * 0, Clock.systemUTC(), ENTITY)
                .start();
        await().during(QUICK.pollInterval().multipliedBy(4)).until(() -> admissions.get() == 0);

        fixture.tx.executeWithoutResult(status -> new JdbcSubmissionStore(fixture.pool, TestDatabase.PREFIX)
                .insert(TestSubmissions.queued("C1"), TestSubmissions.BODY));

        await().until(() -> admissions.get() > 0);
    }

    private Optional<Instant> count(String entity, UUID id, Instant pickedAt) {
        counted(id);
        return Optional.empty();
    }

    private int counted(UUID id) {
        return executions.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    }

    private Instant executionTime() {
        return fixture.jdbc
                .sql("select execution_time from kyc_sharing_task")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not released");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
