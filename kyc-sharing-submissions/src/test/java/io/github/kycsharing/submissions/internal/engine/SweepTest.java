package io.github.kycsharing.submissions.internal.engine;

import static io.github.kycsharing.submissions.internal.engine.EngineFixture.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestSubmissions;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepTest {
    private static final Duration LONG = Duration.ofDays(400);

    private final Set<UUID> executed = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init") // each test creates it, on its database
    private EngineFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDueSubmissionWithoutATaskIsExecuted(TestDatabase database) {
        fixture = new EngineFixture(database);
        Instant due = Instant.now().minusSeconds(60);
        SubmissionRow row = store(TestSubmissions.queued("C1").toBuilder()
                .state(SubmissionState.DELIVERED)
                .nextCall(NextCall.QUERY)
                .dueAt(due)
                .build());
        start();

        await().until(() -> executed.contains(row.id()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void expiredSubmissionsAreDeleted(TestDatabase database) {
        fixture = new EngineFixture(database);
        SubmissionRow expired = store(rejected("C1", Instant.now().minus(LONG)));
        SubmissionRow kept = store(rejected("C2", Instant.now().minus(Duration.ofDays(30))));
        start();

        await().until(() -> find(expired).isEmpty());
        assertThat(find(kept)).isPresent();
        await().until(() ->
                fixture.tx.execute(status -> submissions().body(kept.id())).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aRequestedErasureReplacesIdentifiers(TestDatabase database) {
        fixture = new EngineFixture(database);
        SubmissionRow row = store(rejected("C1", Instant.now()));
        fixture.tx.executeWithoutResult(status -> submissions().requestErasure(row.id(), Instant.now()));
        start();

        await().until(() ->
                !find(row).orElseThrow().customer().entityCustomerId().equals("C1"));
        assertThat(find(row).orElseThrow().customer().toString()).doesNotContain("C1");
        assertThat(find(row).orElseThrow().requestNo()).isEqualTo(row.requestNo());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anInstanceThatOnlyStoresExecutesNothing(TestDatabase database) {
        fixture = new EngineFixture(database);
        EngineOptions storing = new EngineOptions(
                false,
                QUICK.threads(),
                QUICK.pollInterval(),
                QUICK.heartbeat(),
                QUICK.missedHeartbeats(),
                QUICK.sweepInterval(),
                QUICK.shutdownTimeout());
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
        EngineFixture.Instance instance =
                fixture.new Instance(storing, this::execute, entity -> 0, slow, TestSubmissions.ENTITY).start();
        instance.engine.arm(TestSubmissions.ENTITY, UUID.randomUUID(), Instant.EPOCH);
        instance.engine.wakeLane(TestSubmissions.ENTITY);
        instance.engine.poll();

        assertThat(instance.clock.instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        await().during(Duration.ofMillis(300)).until(executed::isEmpty);
        assertThat(fixture.tasks()).isEqualTo(1);
    }

    private static SubmissionRow rejected(String entityCustomerId, Instant at) {
        return TestSubmissions.queued(entityCustomerId).toBuilder()
                .state(SubmissionState.REJECTED)
                .nextCall(NextCall.NONE)
                .dueAt(null)
                .open(false)
                .endedAt(at)
                .build();
    }

    private SubmissionRow store(SubmissionRow row) {
        fixture.tx.executeWithoutResult(status -> submissions().insert(row, TestSubmissions.BODY));
        return row;
    }

    private Optional<SubmissionRow> find(SubmissionRow row) {
        return fixture.tx.execute(status -> submissions().find(row.id()));
    }

    private JdbcSubmissionStore submissions() {
        return new JdbcSubmissionStore(fixture.pool, TestDatabase.PREFIX);
    }

    private void start() {
        fixture.instance(this::execute).start();
    }

    private Optional<Instant> execute(String entity, UUID id, Instant pickedAt) {
        executed.add(id);
        return Optional.empty();
    }
}
