package io.github.kycsharing.submissions.internal.command;

import static io.github.kycsharing.submissions.internal.command.CommandFixture.CLIENT;
import static io.github.kycsharing.submissions.internal.command.CommandFixture.ENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Erasure;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Schedulers;

/** What callers of the submissions rely on, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SubmitAndCommandTest {
    private static final Intervention BY = new Intervention("operator", "the reason");

    private final TestDatabase database;
    private final CommandFixture fixture;
    private final StoredSubmissions submissions;

    SubmitAndCommandTest(TestDatabase database) {
        this.database = database;
        fixture = new CommandFixture(database);
        submissions = fixture.submissions;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private KycSubmission submit(String customer) {
        return submissions.submit(CLIENT, TestRecords.standard(customer));
    }

    private KycSubmission submit(String number, String customer) {
        return submissions.submit(CLIENT, ShareKycRequest.of(number, TestRecords.standard(customer)));
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(KycSubmissionException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void rollsBackWithTheCallersTransaction() {
        fixture.tx.executeWithoutResult(status -> {
            submit("C-1");
            status.setRollbackOnly();
        });
        assertThat(fixture.count("submission")).isZero();
        assertThat(fixture.count("submission_body")).isZero();
        assertThat(fixture.count("submission_event")).isZero();
        assertThat(fixture.woken).isEmpty();
    }

    @Test
    void wakesTheLaneOnceAfterTheCommit() {
        fixture.tx.executeWithoutResult(status -> {
            submit("C-1");
            submit("C-2");
            assertThat(fixture.woken).isEmpty();
        });
        assertThat(fixture.woken).containsExactly(ENTITY);
        assertThat(fixture.count("submission")).isEqualTo(2);
    }

    @Test
    void readOnlyTransactionIsRefused() {
        TransactionTemplate readOnly = new TransactionTemplate(new DataSourceTransactionManager(fixture.pool));
        readOnly.setReadOnly(true);
        refused(Reason.READ_ONLY_TRANSACTION, () -> readOnly.executeWithoutResult(status -> submit("C-1")));
        assertThat(fixture.count("submission")).isZero();
    }

    @Test
    void transactionOfAnotherDatabaseIsRefused() {
        try (CommandFixture other = new CommandFixture(TestDatabase.H2)) {
            refused(Reason.FOREIGN_TRANSACTION, () -> other.tx.executeWithoutResult(status -> submit("C-1")));
        }
        assertThat(fixture.count("submission")).isZero();
    }

    @Test
    void threadThatMustNotBlockIsRefused() throws Exception {
        Future<KycSubmission> result;
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            result = executor.submit(() -> reactor.core.publisher.Mono.fromCallable(() -> submit("C-1"))
                    .subscribeOn(Schedulers.parallel())
                    .toFuture()
                    .get());
            assertThatThrownBy(result::get)
                    .rootCause()
                    .isInstanceOfSatisfying(KycSubmissionException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.NON_BLOCKING_THREAD));
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void sameContentReturnsTheOpenSubmission() {
        KycSubmission first = submit("C-1");
        assertThat(submit("C-1").id()).isEqualTo(first.id());
        submissions.cancel(first.id(), first.version(), BY);
        assertThat(submit("C-1").id()).isNotEqualTo(first.id());
    }

    @Test
    void sameNumberWithOtherContentIsRefused() {
        KycSubmission first = submit("R-1", "C-1");
        assertThat(submit("R-1", "C-1").id()).isEqualTo(first.id());
        // The refusal does not spoil the caller's transaction.
        fixture.tx.executeWithoutResult(status -> {
            refused(Reason.CONTENT_CONFLICT, () -> fixture.submissions.find(UUID.randomUUID())
                    .orElseGet(() -> submit("R-1", "C-2")));
            status.setRollbackOnly();
        });
        assertThat(fixture.count("submission")).isEqualTo(1);
    }

    @Test
    void concurrentSubmissionsOfOneRecordAreOne() throws Exception {
        assertThat(race(() -> submit("C-1").id())).hasSize(1);
        assertThat(race(() -> submit("R-1", "C-2").id())).hasSize(1);
        assertThat(fixture.count("submission")).isEqualTo(2);
        assertThat(fixture.count("submission_event")).isEqualTo(2);
    }

    private static Set<UUID> race(Callable<UUID> call) throws Exception {
        int racers = 4;
        CyclicBarrier start = new CyclicBarrier(racers);
        ExecutorService executor = Executors.newFixedThreadPool(racers);
        try {
            List<Future<UUID>> results = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                results.add(executor.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            Set<UUID> ids = new java.util.HashSet<>();
            for (Future<UUID> result : results) {
                ids.add(result.get());
            }
            return ids;
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void submitAllStoresAllOrNothing() {
        KycInfo valid = TestRecords.standard("C-1");
        KycInfo invalid = valid.toBuilder().basicInfo(null).build();
        assertThatThrownBy(() -> submissions.submitAll(
                        CLIENT, List.of(ShareKycRequest.of(valid), ShareKycRequest.of(invalid))))
                .isInstanceOf(KycValidationException.class);
        submit("R-1", "C-2");
        refused(
                Reason.CONTENT_CONFLICT,
                () -> submissions.submitAll(
                        CLIENT, List.of(ShareKycRequest.of(valid), ShareKycRequest.of("R-1", valid))));
        assertThat(fixture.count("submission")).isEqualTo(1);
    }

    @Test
    void submitAllOfAThousandIsStored() {
        List<ShareKycRequest> requests = IntStream.range(0, 1000)
                .mapToObj(i -> ShareKycRequest.of(TestRecords.standard("C-" + i)))
                .toList();
        long start = System.nanoTime();
        assertThat(submissions.submitAll(CLIENT, requests)).hasSize(1000);
        System.out.println("RATE " + database + " " + 1e12 / (System.nanoTime() - start));
        assertThat(fixture.count("submission_body")).isEqualTo(1000);
    }

    @Test
    void pagesAreCompleteAndTheNewestFirst() {
        List<UUID> ids = IntStream.range(0, 5).mapToObj(i -> submit("C-" + i).id()).toList();
        List<UUID> listed = new ArrayList<>();
        SubmissionFilter filter = SubmissionFilter.all().withPageSize(2);
        SubmissionPage page = submissions.list(filter);
        while (true) {
            page.submissions().forEach(submission -> listed.add(0, submission.id()));
            if (page.next().isEmpty()) {
                break;
            }
            page = submissions.list(filter.after(page.next().orElseThrow()));
        }
        assertThat(listed).isEqualTo(ids);
        assertThatThrownBy(() -> submissions.list(filter.after("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void commandNamesActorAndReasonInTheHistory() {
        KycSubmission queued = submit("C-1");
        KycSubmission cancelled = submissions.cancel(queued.id(), queued.version(), BY);
        assertThat(cancelled.state()).isEqualTo(SubmissionState.CANCELLED);
        assertThat(fixture.count("submission_body")).isZero();
        SubmissionEvent last = submissions.history(queued.id()).get(1);
        assertThat(last.actor()).contains("operator");
        assertThat(last.note()).contains("the reason");
    }

    @Test
    void commandOnAChangedSubmissionIsRefused() {
        KycSubmission queued = submit("C-1");
        refused(Reason.VERSION_CONFLICT, () -> submissions.cancel(queued.id(), queued.version() + 1, BY));
        refused(Reason.SUBMISSION_NOT_FOUND, () -> submissions.cancel(UUID.randomUUID(), 1, BY));
        refused(Reason.CLIENT_NOT_FOUND, () -> submissions.find("other", "R-1"));
    }

    @Test
    void commandsThatTheStateForbidsAreRefused() {
        KycSubmission queued = submit("C-1");
        UUID id = queued.id();
        refused(Reason.STATE_NOT_ALLOWED, () -> submissions.retry(id, queued.version(), BY));
        refused(Reason.STATE_NOT_ALLOWED, () -> submissions.resolveNow(id, queued.version(), BY));
        refused(Reason.STATE_NOT_ALLOWED, () -> submissions.resubmit(id, queued.version(), BY));
        refused(Reason.STATE_NOT_ALLOWED, () -> submissions.close(id, queued.version(), BY));
        long sending = fixture.move(queued, SubmissionState.SENDING).version();
        refused(Reason.STATE_NOT_ALLOWED, () -> submissions.cancel(id, sending, BY));
        assertThat(submissions.history(id)).hasSize(1);
    }

    @Test
    void resubmissionIsLinkedAndRepeatsTheSameContent() {
        KycSubmission unresolved = fixture.move(submit("C-1"), SubmissionState.UNRESOLVED);
        KycSubmission again = submissions.resubmit(unresolved.id(), unresolved.version(), BY);
        assertThat(again.replaces()).contains(unresolved.id());
        assertThat(again.requestNo()).isNotEqualTo(unresolved.requestNo());
        assertThat(submissions.find(unresolved.id()).orElseThrow().state()).isEqualTo(SubmissionState.CLOSED);
        // The caller's record, which the client had completed when it was stored.
        assertThat(submit("C-1").id()).isEqualTo(again.id());
    }

    @Test
    void resubmissionOfAnErasedRecordIsRefused() {
        KycSubmission rejected = fixture.move(submit("C-1"), SubmissionState.REJECTED);
        fixture.jdbc.sql("delete from kyc_sharing_submission_body").update();
        refused(Reason.BODY_ERASED, () -> submissions.resubmit(rejected.id(), rejected.version(), BY));
    }

    @Test
    void erasureLeavesNothingOfTheCustomer() {
        KycSubmission queued = submit("C-1");
        KycSubmission rejected = fixture.move(submit("R-2", "C-1"), SubmissionState.REJECTED);
        KycSubmission sending = fixture.move(submit("R-3", "C-1"), SubmissionState.SENDING);
        KycSubmission other = submit("C-2");
        assertThat(submissions.erase(CLIENT, "C-1", BY)).isEqualTo(new Erasure(2, 1));
        for (KycSubmission erased : List.of(queued, rejected)) {
            KycSubmission found = submissions.find(erased.id()).orElseThrow();
            assertThat(found.requestNo()).isEqualTo(erased.requestNo());
            assertThat(found.customer().toString()).doesNotContain("C-1");
            assertThat(submissions.history(erased.id())).allMatch(event -> event.note().isEmpty());
        }
        assertThat(submissions.find(sending.id()).orElseThrow().customer().entityCustomerId()).isEqualTo("C-1");
        assertThat(submissions.find(other.id()).orElseThrow().customer().entityCustomerId()).isEqualTo("C-2");
        assertThat(fixture.count("submission_body")).isEqualTo(2);
    }
}
