package io.github.kycsharing.submissions.spring;

import static io.github.kycsharing.submissions.spring.SubmissionContexts.CLIENT;
import static io.github.kycsharing.submissions.spring.SubmissionContexts.database;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.BackfillPlan;
import io.github.kycsharing.submissions.BackfillReport;
import io.github.kycsharing.submissions.BackfillRow;
import io.github.kycsharing.submissions.BackfillRun;
import io.github.kycsharing.submissions.BackfillSource;
import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.BackfillViolation;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfillProgressed;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionChanged;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.store.BackfillStore;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Back-fills in application contexts on both databases. */
@NullUnmarked // records have all parts
class BackfillsTest {
    private static final BackfillPlan PLAN = BackfillPlan.of(CLIENT, "2026-11");
    private static final Intervention BY = new Intervention("operator", "as planned");

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private static void on(TestDatabase database, ContextConsumer<AssertableApplicationContext> test) {
        String url = database == TestDatabase.POSTGRESQL
                ? TestDatabase.POSTGRESQL.create()
                : "jdbc:h2:mem:" + UUID.randomUUID();
        runner(url, KycKeysets.generate()).run(test);
    }

    private static ApplicationContextRunner runner(String url, String keyset) {
        return SubmissionContexts.runner(EXCHANGE.exchange())
                .withUserConfiguration(Listening.class)
                .withPropertyValues(database(url))
                .withPropertyValues(
                        "kyc-sharing.submissions.initialize-schema=always",
                        "kyc-sharing.submissions.encryption.keyset=" + keyset);
    }

    private static List<ShareKycRequest> requests(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> ShareKycRequest.of(TestRecords.standard("C-" + i)))
                .toList();
    }

    private static ShareKycRequest invalid() {
        KycInfo record = TestRecords.standard("C-invalid");
        return ShareKycRequest.of(record.toBuilder().identityInfo(null).build());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void everyRowIsDeliveredOnceAndTheRestIsReported(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            List<ShareKycRequest> rows = new ArrayList<>(requests(0, 700));
            rows.add(7, invalid());

            BackfillRun run = backfills.run(PLAN, BackfillSource.of(rows));

            assertThat(run.stored()).isEqualTo(700);
            assertThat(run.existing()).isZero();
            assertThat(run.invalid()).isEqualTo(1);
            assertThat(backfills.invalidRows(CLIENT, PLAN.name(), 0, 10))
                    .containsExactly(new InvalidBackfillRow(
                            8, List.of(new BackfillViolation("kycInfo.identityInfo", "MANDATORY"))));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> progress(backfills).state() == KycBackfill.State.COMPLETED);
            assertThat(progress(backfills).counts()).containsOnlyKeys(SubmissionState.IMPORTED);
            assertThat(progress(backfills).total()).isEqualTo(700);
            assertThat(EXCHANGE.exchange().ledger().values())
                    .hasSize(700)
                    .allMatch(entry -> entry.acceptedTimes() == 1);
            Listening listener = context.getBean(Listening.class);
            await().untilAsserted(() -> assertThat(listener.progress)
                    .last()
                    .extracting(
                            KycBackfillProgressed::state,
                            KycBackfillProgressed::percent,
                            KycBackfillProgressed::invalid)
                    .containsExactly(KycBackfill.State.COMPLETED, 100, 1L));
            assertThat(listener.progress)
                    .extracting(KycBackfillProgressed::percent)
                    .isSorted()
                    .doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anotherRunContinuesAndFindsConflicts(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            backfills.run(PLAN, BackfillSource.of(requests(0, 600)));
            List<ShareKycRequest> more = new ArrayList<>(requests(0, 700));
            more.set(3, changed(more.get(3)));
            more.add(more.get(650));
            more.add(changed(more.get(650)));

            BackfillRun second = backfills.run(PLAN, BackfillSource.of(more));

            assertThat(second.stored()).isEqualTo(100);
            assertThat(second.existing()).isEqualTo(600);
            assertThat(backfills.invalidRows(CLIENT, PLAN.name(), 0, 10))
                    .extracting(InvalidBackfillRow::position)
                    .containsExactly(4L, 702L);
            assertThat(backfills.invalidRows(CLIENT, PLAN.name(), 4, 10))
                    .containsExactly(new InvalidBackfillRow(
                            702, List.of(new BackfillViolation("requestNo", BackfillViolation.CONTENT_CONFLICT))));

            BackfillRun repaired = backfills.run(PLAN, BackfillSource.of(requests(0, 700)));

            assertThat(repaired.existing()).isEqualTo(700);
            assertThat(progress(backfills).invalid()).isZero();
        });
    }

    private static ShareKycRequest changed(ShareKycRequest request) {
        KycInfo record = request.kycInfo();
        return request.toBuilder()
                .kycInfo(record.toBuilder()
                        .basicInfo(
                                record.basicInfo().toBuilder().city("Elsewhere").build())
                        .build())
                .build();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void dailySubmissionsGoFirstAndPromoteTheRowsOfTheirCustomers(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            KycLanes lanes = context.getBean(KycLanes.class);
            lanes.pause(CLIENT, BY);
            backfills.run(PLAN, BackfillSource.of(requests(0, 300)));
            backfills.pause(CLIENT, PLAN.name(), BY);
            KycSubmission other = submissions.submit(CLIENT, TestRecords.standard("C-other"));
            KycSubmission later =
                    submissions.submit(CLIENT, changed(requests(299, 300).get(0)));
            lanes.resume(CLIENT, BY);

            await().until(() -> imported(submissions, other) && imported(submissions, later));

            assertThat(progress(backfills).counts())
                    .containsEntry(SubmissionState.QUEUED, 299L)
                    .containsEntry(SubmissionState.IMPORTED, 1L);
            assertThat(EXCHANGE.exchange().ledger()).hasSize(3);
            backfills.resume(CLIENT, PLAN.name(), BY);
            await().until(() -> progress(backfills).state() == KycBackfill.State.COMPLETED);
        });
    }

    private static boolean imported(KycSubmissions submissions, KycSubmission submission) {
        return submissions.find(submission.id()).orElseThrow().state() == SubmissionState.IMPORTED;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void cancelledRowsAreNeverDelivered(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            KycLanes lanes = context.getBean(KycLanes.class);
            lanes.pause(CLIENT, BY);
            backfills.run(PLAN, BackfillSource.of(requests(0, 1300)));
            backfills.cancel(CLIENT, PLAN.name(), BY);
            lanes.resume(CLIENT, BY);

            await().until(() -> progress(backfills).completedAt().isPresent());

            assertThat(progress(backfills).counts()).containsOnlyKeys(SubmissionState.CANCELLED);
            assertThat(progress(backfills).note()).contains("as planned");
            assertThat(EXCHANGE.exchange().ledger()).isEmpty();
            assertThatThrownBy(() -> backfills.run(PLAN, BackfillSource.of(requests(0, 1))))
                    .asInstanceOf(type(KycSubmissionException.class))
                    .extracting(KycSubmissionException::reason)
                    .isEqualTo(Reason.STATE_NOT_ALLOWED);
            Listening listener = context.getBean(Listening.class);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(listener.changes)
                            .filteredOn(change -> change.state() == SubmissionState.CANCELLED)
                            .hasSize(1300));
            assertThat(listener.progress)
                    .last()
                    .extracting(KycBackfillProgressed::state)
                    .isEqualTo(KycBackfill.State.CANCELLED);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowsWaitOutsideOfTheTimeWindow(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            LocalTime now = LocalTime.now(ZoneOffset.UTC);
            BackfillTimeWindow later = new BackfillTimeWindow(now.plusHours(2), now.plusHours(3), ZoneOffset.UTC);
            backfills.run(PLAN.within(later), BackfillSource.of(requests(0, 10)));

            KycSubmission daily = submissions.submit(CLIENT, TestRecords.standard("C-daily"));
            await().until(() -> imported(submissions, daily));

            assertThat(progress(backfills).counts()).containsOnlyKeys(SubmissionState.QUEUED);
            assertThat(progress(backfills).timeWindow()).contains(later);

            BackfillTimeWindow open = new BackfillTimeWindow(now.minusHours(2), now.plusHours(3), ZoneOffset.UTC);
            backfills.run(PLAN.within(open), BackfillSource.of(requests(0, 10)));
            await().until(() -> progress(backfills).state() == KycBackfill.State.COMPLETED);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void dryRunStoresAndSendsNothing(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            backfills.run(PLAN, BackfillSource.of(requests(0, 5)));
            await().until(() -> progress(backfills).state() == KycBackfill.State.COMPLETED);
            List<ShareKycRequest> rows = new ArrayList<>(requests(0, 700));
            rows.add(invalid());
            rows.add(rows.get(100)); // of an earlier chunk
            rows.add(changed(rows.get(100)));
            List<InvalidBackfillRow> invalid = new ArrayList<>();

            BackfillReport report = backfills.dryRun(PLAN, BackfillSource.of(rows), invalid::add);

            assertThat(report.rows()).isEqualTo(703);
            assertThat(report.existing()).isEqualTo(6);
            assertThat(report.invalid()).isEqualTo(2);
            assertThat(report.violations())
                    .contains(new BackfillReport.Count(
                            new BackfillViolation("requestNo", BackfillViolation.CONTENT_CONFLICT), 1, List.of(703L)));
            assertThat(invalid).extracting(InvalidBackfillRow::position).containsExactly(701L, 703L);
            assertThat(progress(backfills).total()).isEqualTo(5);
            assertThat(EXCHANGE.exchange().ledger()).hasSize(5);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void recordThatTheDatabaseRefusesIsAnInvalidRow(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            List<ShareKycRequest> rows = new ArrayList<>(requests(0, 20));
            KycInfo record = rows.get(11).kycInfo();
            // Neither the column of H2 nor an index of PostgreSQL takes it.
            rows.set(
                    11,
                    ShareKycRequest.of(record.toBuilder()
                            .userInfo(record.userInfo().toBuilder()
                                    .brokerSubAccountId("a\u0000b" + "x".repeat(1 << 21))
                                    .build())
                            .build()));

            BackfillRun run = backfills.run(PLAN, BackfillSource.of(rows));

            assertThat(run.stored()).isEqualTo(19);
            assertThat(backfills.invalidRows(CLIENT, PLAN.name(), 0, 10))
                    .extracting(InvalidBackfillRow::position)
                    .containsExactly(12L);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void interruptedRunStopsBetweenChunksAndContinues(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            Stream<ShareKycRequest> interrupting = requests(0, 1200).stream().peek(request -> {
                if (request.kycInfo().userInfo().entityCustomerId().equals("C-800")) {
                    Thread.currentThread().interrupt();
                }
            });

            assertThatThrownBy(() -> backfills.run(PLAN, BackfillSource.of(interrupting)))
                    .asInstanceOf(type(KycSubmissionException.class))
                    .extracting(KycSubmissionException::reason)
                    .isEqualTo(Reason.INTERRUPTED);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(progress(backfills).total()).isEqualTo(500);
            assertThat(progress(backfills).loadedAt()).isEmpty();
            BackfillRun second = backfills.run(PLAN, BackfillSource.of(requests(0, 1200)));
            assertThat(second.stored()).isEqualTo(700);
            assertThat(progress(backfills).loadedAt()).isPresent();
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void surroundingTransactionIsRefused(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));

            assertThatThrownBy(() ->
                            transaction.execute(status -> backfills.run(PLAN, BackfillSource.of(requests(0, 1)))))
                    .asInstanceOf(type(KycSubmissionException.class))
                    .extracting(KycSubmissionException::reason)
                    .isEqualTo(Reason.TRANSACTION_NOT_ALLOWED);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void twoRunsOfOneBackfillAtOnceStoreEachRowOnce(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            List<CompletableFuture<BackfillRun>> runs = Stream.of(1, 2)
                    .map(i -> CompletableFuture.supplyAsync(
                            () -> backfills.run(PLAN, BackfillSource.of(requests(0, 1500))),
                            task -> new Thread(task).start()))
                    .toList();

            assertThat(runs.stream().mapToLong(run -> run.join().stored()).sum())
                    .isEqualTo(1500);
            assertThat(runs.stream().mapToLong(run -> run.join().existing()).sum())
                    .isEqualTo(1500);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowsOfARunAreDeliveredAlthoughAnotherOneHasReachedItsEnd(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            Stream<ShareKycRequest> rows = requests(0, 600).stream().peek(request -> {
                if (request.kycInfo().userInfo().entityCustomerId().equals("C-510")) {
                    // After the first chunk, another run of the same name ends, and all is completed.
                    backfills.run(PLAN, BackfillSource.of(requests(0, 10)));
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> progress(backfills).state() == KycBackfill.State.COMPLETED);
                }
            });

            backfills.run(PLAN, BackfillSource.of(rows));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> progress(backfills).terminal() == 600);
            await().until(() -> progress(backfills).state() == KycBackfill.State.COMPLETED);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowThatCannotBeReadIsKeptByPosition(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            InvalidBackfillRow unreadable =
                    new InvalidBackfillRow(2, List.of(new BackfillViolation("", BackfillViolation.UNREADABLE)));

            backfills.run(
                    PLAN,
                    () -> Stream.of(
                            BackfillRow.of(1, requests(0, 1).get(0)),
                            BackfillRow.unreadable(2, unreadable.violations())));

            assertThat(backfills.invalidRows(CLIENT, PLAN.name(), 0, 10)).containsExactly(unreadable);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void completedBackfillIsDeletedOnceItsSubmissionsAre(TestDatabase database) {
        on(database, context -> {
            KycBackfills backfills = context.getBean(KycBackfills.class);
            List<ShareKycRequest> rows = new ArrayList<>(requests(0, 3));
            rows.add(invalid());
            backfills.run(PLAN, BackfillSource.of(rows));
            await().until(() -> progress(backfills).state() == KycBackfill.State.COMPLETED);
            BackfillStore store = context.getBean(BackfillStore.class);
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            Instant later = Instant.now().plusSeconds(60);

            assertThat(deleted(transaction, store, later)).isZero();
            JdbcClient.create(context.getBean(DataSource.class))
                    .sql("delete from kyc_sharing_submission")
                    .update();
            assertThat(deleted(transaction, store, Instant.EPOCH)).isZero();
            assertThat(deleted(transaction, store, later)).isEqualTo(1);
            assertThat(backfills.all()).isEmpty();
        });
    }

    private static Integer deleted(TransactionTemplate transaction, BackfillStore store, Instant before) {
        return transaction.execute(status -> store.deleteCompleted(before, 10));
    }

    private static KycBackfill progress(KycBackfills backfills) {
        return backfills.progress(CLIENT, PLAN.name()).orElseThrow();
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        final List<KycBackfillProgressed> progress = new CopyOnWriteArrayList<>();
        final List<KycSubmissionChanged> changes = new CopyOnWriteArrayList<>();

        @EventListener
        void on(KycBackfillProgressed event) {
            progress.add(event);
        }

        @EventListener
        void on(KycSubmissionChanged event) {
            changes.add(event);
        }
    }
}
