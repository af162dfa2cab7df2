package io.github.kycsharing.submissions.internal.operation;

import static io.github.kycsharing.submissions.internal.TestSubmissions.BODY;
import static io.github.kycsharing.submissions.internal.TestSubmissions.ENTITY;
import static io.github.kycsharing.submissions.internal.TestSubmissions.queued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.store.CustomerEventRow;
import io.github.kycsharing.submissions.internal.store.CustomerEventStore;
import io.github.kycsharing.submissions.internal.store.CustomerRow;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.JdbcCustomerStore;
import io.github.kycsharing.submissions.internal.store.JdbcLaneStore;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.internal.store.TaskNames;
import io.github.kycsharing.submissions.internal.tracking.StatusPoll;
import io.github.kycsharing.submissions.spring.LogCapture;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SnapshotReaderTest {
    private static final String CLIENT = "broker";
    private static final String SUBMISSIONS = "submissions of " + CLIENT;
    private static final String EVENTS = "events of submissions";
    private static final Duration STUCK_AFTER = Duration.ofMinutes(5);

    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final JdbcSubmissionStore store;
    private final SnapshotReader reader;
    private Instant now = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.MILLIS);

    SnapshotReaderTest(TestDatabase database) {
        pool = database.connect(database.create());
        jdbc = JdbcClient.create(pool);
        store = new JdbcSubmissionStore(pool, TestDatabase.PREFIX);
        reader = reader(Duration.ofSeconds(15));
    }

    private SnapshotReader reader(Duration interval) {
        return new SnapshotReader(
                new OneEntity(),
                pool,
                TestDatabase.PREFIX,
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                () -> now,
                new SnapshotOptions(interval, STUCK_AFTER));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** Entities of an application whose clients do not matter. */
    private record OneEntity() implements Entities {
        @Override
        public Optional<String> bizEntityKey(String client) {
            return Optional.of(ENTITY);
        }

        @Override
        public Optional<String> clientName(String bizEntityKey) {
            return Optional.of(CLIENT);
        }

        @Override
        public Optional<KycSharingClient> client(String bizEntityKey) {
            return Optional.empty();
        }

        @Override
        public Set<String> all() {
            return Set.of(ENTITY);
        }
    }

    private SubmissionRow stored(String customer, SubmissionState state) {
        return stored(queued(customer).toBuilder()
                .state(state)
                .nextCall(
                        state.isTerminal() || state.needsPerson()
                                ? NextCall.NONE
                                : state == SubmissionState.QUEUED ? NextCall.DELIVER : NextCall.QUERY)
                .open(!state.isTerminal())
                .build());
    }

    private SubmissionRow stored(SubmissionRow row) {
        assertThat(store.insert(row, BODY)).isTrue();
        return store.find(row.id()).orElseThrow();
    }

    private long event(SubmissionRow row) {
        store.append(EventRow.of(null, row, null, null));
        return jdbc.sql("select max(id) from kyc_sharing_submission_event")
                .query(Long.class)
                .single();
    }

    private ClientSnapshot snapshot() {
        reader.refresh();
        return Objects.requireNonNull(reader.current().orElseThrow().clients().get(CLIENT));
    }

    /** What is stuck after everything has stayed as it is for the time given. */
    private Set<String> stuckAfter(Duration time) {
        reader.refresh();
        now = now.plus(time);
        reader.refresh();
        return reader.current().orElseThrow().stuck();
    }

    private void lane(KycLane.State state, Duration backOff) {
        JdbcLaneStore lanes = new JdbcLaneStore(pool, TestDatabase.PREFIX);
        new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult(status -> lanes.lock(ENTITY));
        jdbc.sql("update kyc_sharing_lane set state = ?, back_off_until = ?")
                .param(state.name())
                .param(now.plus(backOff).atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void countsSubmissionsAndFindsTheOldestByState() {
        Instant old = now.minusSeconds(3600);
        stored(queued("C-1").toBuilder().submittedAt(old).build());
        stored("C-2", SubmissionState.QUEUED);
        stored("C-3", SubmissionState.IMPORTED);
        stored("C-4", SubmissionState.QUARANTINED);

        ClientSnapshot snapshot = snapshot();

        assertThat(snapshot.counts())
                .containsOnly(
                        Map.entry(SubmissionState.QUEUED, 2L),
                        Map.entry(SubmissionState.IMPORTED, 1L),
                        Map.entry(SubmissionState.QUARANTINED, 1L));
        assertThat(snapshot.oldest()).containsOnlyKeys(SubmissionState.QUEUED, SubmissionState.QUARANTINED);
        assertThat(snapshot.oldest()).containsEntry(SubmissionState.QUEUED, old);
        assertThat(snapshot.lane()).isEqualTo(KycLane.State.ACTIVE);
        assertThat(snapshot.submissionEvents()).isEqualTo(UnpublishedEvents.EMPTY);
    }

    @Test
    void countsUnpublishedAndFailingEvents() {
        SubmissionRow row = stored("C-1", SubmissionState.QUEUED);
        long published = event(row);
        event(row);
        long failing = event(row);
        jdbc.sql("update kyc_sharing_submission_event set publish_shard = null where id = ?")
                .param(published)
                .update();
        jdbc.sql("update kyc_sharing_submission_event set publish_failures = 10 where id = ?")
                .param(failing)
                .update();

        UnpublishedEvents events = snapshot().submissionEvents();

        assertThat(events.count()).isEqualTo(2);
        assertThat(events.failing()).isEqualTo(1);
        assertThat(events.oldestAt()).isEqualTo(row.updatedAt());
    }

    @Test
    void readsTheLane() {
        lane(KycLane.State.BACKING_OFF, Duration.ofMinutes(1));

        assertThat(snapshot().lane()).isEqualTo(KycLane.State.BACKING_OFF);
    }

    @ParameterizedTest
    @EnumSource(
            value = SubmissionState.class,
            names = {"QUEUED", "SENDING", "UNCERTAIN", "DELIVERED"})
    void dueSubmissionThatStaysTheSameIsStuck(SubmissionState state) {
        stored("C-1", state);

        assertThat(stuckAfter(STUCK_AFTER.minusSeconds(1))).isEmpty();
        assertThat(stuckAfter(Duration.ofSeconds(1))).containsExactly(SUBMISSIONS);
    }

    @Test
    void newSubmissionsDoNotHideThatNothingIsDelivered() {
        stored("C-1", SubmissionState.QUEUED);
        reader.refresh();
        stored("C-2", SubmissionState.QUEUED);

        assertThat(stuckAfter(STUCK_AFTER)).containsExactly(SUBMISSIONS);
    }

    @Test
    void progressOfOthersShowsThatWorkGoesOn() {
        stored("C-1", SubmissionState.QUEUED);
        reader.refresh();
        stored("C-2", SubmissionState.IMPORTED);

        assertThat(stuckAfter(STUCK_AFTER)).containsExactly(SUBMISSIONS);
        stored("C-3", SubmissionState.IMPORTED);
        assertThat(stuckAfter(Duration.ZERO)).isEmpty();
    }

    @Test
    void changeOfTheDueSubmissionShowsThatWorkGoesOn() {
        SubmissionRow row = stored("C-1", SubmissionState.DELIVERED);
        reader.refresh();
        now = now.plus(STUCK_AFTER);
        assertThat(store.update(row.toBuilder().queries(1).build())).isPresent();
        reader.refresh();

        assertThat(reader.current().orElseThrow().stuck()).isEmpty();
    }

    @Test
    void submissionThatIsDueLaterIsNotStuck() {
        stored(queued("C-1").toBuilder().dueAt(now.plus(Duration.ofHours(1))).build());

        assertThat(stuckAfter(STUCK_AFTER)).isEmpty();
    }

    @Test
    void submissionThatWaitsForAPersonOrAnEarlierOneIsNotStuck() {
        stored("C-1", SubmissionState.UNRESOLVED);
        stored("C-1", SubmissionState.QUEUED);

        assertThat(stuckAfter(STUCK_AFTER)).isEmpty();
    }

    @Test
    void laneThatWaitsOnPurposeIsNotStuck() {
        stored("C-1", SubmissionState.QUEUED);
        lane(KycLane.State.PAUSED, Duration.ZERO);
        assertThat(stuckAfter(STUCK_AFTER)).isEmpty();
        lane(KycLane.State.BACKING_OFF, Duration.ofMinutes(10));
        assertThat(stuckAfter(STUCK_AFTER)).isEmpty();
    }

    @Test
    void laneThatSendsNoProbeAfterItsPauseIsStuck() {
        stored("C-1", SubmissionState.QUEUED);
        lane(KycLane.State.BACKING_OFF, Duration.ZERO);

        assertThat(stuckAfter(STUCK_AFTER.plusSeconds(1))).isEmpty();
        assertThat(stuckAfter(STUCK_AFTER)).containsExactly(SUBMISSIONS);
    }

    @Test
    void dueEventThatStaysUnpublishedIsStuck() {
        SubmissionRow row = stored("C-1", SubmissionState.IMPORTED);
        long first = event(row);
        event(row);
        assertThat(stuckAfter(STUCK_AFTER)).containsExactly(EVENTS);

        jdbc.sql("update kyc_sharing_submission_event set publish_shard = null where id = ?")
                .param(first)
                .update();
        assertThat(stuckAfter(Duration.ZERO)).isEmpty();
    }

    @Test
    void eventsBehindAListenerThatFailsAreNotStuck() {
        SubmissionRow row = stored("C-1", SubmissionState.IMPORTED);
        long failed = event(row);
        event(row);
        jdbc.sql("update kyc_sharing_submission_event set publish_failures = 1 where id = ?")
                .param(failed)
                .update();

        assertThat(stuckAfter(STUCK_AFTER)).isEmpty();
    }

    private CustomerRow tracked(String customer, Instant dueAt) {
        return new JdbcCustomerStore(pool, TestDatabase.PREFIX)
                .track(ENTITY, new CustomerIds(customer, "M-1", "S-1"), now, dueAt);
    }

    @Test
    void countsAccountsAndOverduePolls() {
        CustomerRow decided = tracked("C-1", now.plusSeconds(60));
        jdbc.sql("update kyc_sharing_customer set decided = true, due_at = null where id = ?")
                .param(decided.id())
                .update();
        tracked("C-2", now.minusSeconds(30));
        tracked("C-3", now.minusSeconds(10));
        tracked("C-4", now.plusSeconds(60));
        assertThat(snapshot().accounts()).isEqualTo(new TrackedAccounts(1, 3, 2, now.minusSeconds(30)));

        new JdbcCustomerStore(pool, TestDatabase.PREFIX).wake(decided.id(), now.minusSeconds(40));
        assertThat(snapshot().accounts()).isEqualTo(new TrackedAccounts(1, 3, 3, now.minusSeconds(40)));
    }

    @Test
    void pollsThatNoInstanceExecutesAreStuck() {
        CustomerRow account = tracked("C-1", now);
        String stuck = "status polls of " + CLIENT + ", shard " + account.pollShard();
        assertThat(stuckAfter(STUCK_AFTER)).containsExactly(stuck);

        jdbc.sql("update kyc_sharing_customer set version = version + 1").update();
        assertThat(stuckAfter(Duration.ZERO)).isEmpty();
    }

    @Test
    void pollsThatWaitForTheExchangeAreNotStuck() {
        CustomerRow account = tracked("C-1", now);
        jdbc.sql("insert into kyc_sharing_poll_task (task_name, task_instance, execution_time, picked, version)"
                        + " values (?, ?, ?, false, 1)")
                .param(TaskNames.poll(StatusPoll.NAME, ENTITY))
                .param(Integer.toString(account.pollShard()))
                .param(now.plus(STUCK_AFTER).plusSeconds(1).atOffset(ZoneOffset.UTC))
                .update();

        assertThat(stuckAfter(STUCK_AFTER)).isEmpty();
    }

    @Test
    void countsEventsOfCustomers() {
        UUID subject = tracked("C-1", now.plus(STUCK_AFTER).plusSeconds(1)).id();
        new CustomerEventStore(pool, TestDatabase.PREFIX)
                .append(new CustomerEventRow(
                        0, ENTITY, subject, CustomerEventRow.Kind.STATUS_CHANGED, BODY, now.minusSeconds(5), 0));

        assertThat(snapshot().customerEvents()).isEqualTo(new UnpublishedEvents(1, 0, now.minusSeconds(5)));
        assertThat(stuckAfter(STUCK_AFTER)).containsExactly("events of customers");
    }

    @Test
    void deletedClientAndForeignRowsDoNotMatter() {
        stored(queued("C-1").toBuilder()
                .id(UUID.randomUUID())
                .bizEntityKey("OTHER")
                .build());

        assertThat(snapshot().counts()).isEmpty();
        assertThat(stuckAfter(STUCK_AFTER)).isEmpty();
    }

    @Test
    void snapshotExpiresWhileTheDatabaseCannotBeRead() {
        SnapshotReader quick = reader(Duration.ofMillis(50));
        assertThat(quick.current()).isEmpty();
        quick.start();
        try (LogCapture log = new LogCapture(Level.WARN, SnapshotReader.class.getName())) {
            await().until(() -> quick.current().isPresent());
            assertThat(quick.isOverdue()).isFalse();
            jdbc.sql("alter table kyc_sharing_lane rename to renamed").update();
            await().until(quick::isOverdue);
            assertThat(quick.current()).isEmpty();
            assertThat(log.lines()).singleElement().asString().contains("cannot be read");
            jdbc.sql("alter table renamed rename to kyc_sharing_lane").update();
            await().until(() -> quick.current().isPresent());
        } finally {
            quick.stop();
        }
        assertThat(quick.isRunning()).isFalse();
    }
}
