package io.github.kycsharing.submissions.internal.command;

import static io.github.kycsharing.submissions.internal.command.CommandDatabase.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionPage;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.crypto.Keysets;
import io.github.kycsharing.submissions.internal.store.NextCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What {@code submit} stores, joins and refuses, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SubmitTest {
    private static final String KEYSET = Keysets.generate();

    private final CommandDatabase fixture;

    SubmitTest(TestDatabase database) {
        fixture = new CommandDatabase(database, KEYSET);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private KycSubmission submit(ShareKycRequest request) {
        return fixture.submissions.submit(CLIENT, request);
    }

    private static ShareKycRequest request(String requestNo, String customer) {
        return ShareKycRequest.of(requestNo, TestRecords.standard(customer));
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(KycSubmissionException.class))
                .extracting(KycSubmissionException::reason)
                .isEqualTo(reason);
    }

    @Test
    void submissionIsCommittedWithItsCaller() {
        KycSubmission submitted = Objects.requireNonNull(fixture.tx.execute(status -> {
            KycSubmission inside = submit(ShareKycRequest.of(TestRecords.standard("C-1")));
            assertThat(fixture.calls("wakeLane")).as("before the commit").isEmpty();
            return inside;
        }));

        assertThat(fixture.calls("wakeLane")).hasSize(1);
        assertThat(submitted.state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.submissions.find(submitted.id())).contains(submitted);
        assertThat(fixture.submissions.find(CLIENT, submitted.requestNo())).contains(submitted);
        assertThat(fixture.store.body(submitted.id())).isPresent();
        assertThat(fixture.submissions.history(submitted.id())).singleElement().satisfies(event -> {
            assertThat(event.previousState()).isEmpty();
            assertThat(event.state()).isEqualTo(SubmissionState.QUEUED);
        });
    }

    /** The specification names no maximum. */
    @Test
    void accountIdOfAnyLengthIsStored() {
        String account = "1".repeat(2_000);
        KycInfo record = TestRecords.standard("C-1");
        UserInfo user = Objects.requireNonNull(record.userInfo());

        KycSubmission submitted = submit(ShareKycRequest.of(record.toBuilder()
                .userInfo(user.toBuilder().brokerSubAccountId(account).build())
                .build()));

        assertThat(fixture.submissions.find(submitted.id()))
                .hasValueSatisfying(stored ->
                        assertThat(stored.customer().brokerSubAccountId()).isEqualTo(account));
    }

    @Test
    void submissionIsRolledBackWithItsCaller() {
        fixture.tx.executeWithoutResult(status -> {
            submit(ShareKycRequest.of(TestRecords.standard("C-1")));
            status.setRollbackOnly();
        });

        assertThat(fixture.count("submission")).isZero();
        assertThat(fixture.count("submission_body")).isZero();
        assertThat(fixture.count("submission_event")).isZero();
        assertThat(fixture.calls("wakeLane")).isEmpty();
    }

    @Test
    void laneIsWokenOncePerTransaction() {
        fixture.tx.executeWithoutResult(status -> {
            submit(request("R-1", "C-1"));
            submit(request("R-2", "C-2"));
        });

        assertThat(fixture.calls("wakeLane")).hasSize(1);
    }

    @Test
    void invalidRecordStoresNothing() {
        KycInfo invalid =
                TestRecords.standard("C-1").toBuilder().basicInfo(null).build();

        assertThatThrownBy(() -> fixture.submissions.submitAll(
                        CLIENT, List.of(request("R-1", "C-2"), ShareKycRequest.of(invalid))))
                .isInstanceOf(KycValidationException.class);
        assertThat(fixture.count("submission")).isZero();
    }

    @Test
    void readOnlyTransactionIsRefused() {
        TransactionTemplate readOnly = new TransactionTemplate(new DataSourceTransactionManager(fixture.pool));
        readOnly.setReadOnly(true);

        assertRefused(
                Reason.READ_ONLY_TRANSACTION,
                () -> readOnly.executeWithoutResult(status -> submit(request("R-1", "C-1"))));
        readOnly.executeWithoutResult(status -> assertThat(
                        fixture.submissions.list(SubmissionFilter.all()).submissions())
                .as("reading is allowed")
                .isEmpty());
    }

    @Test
    void transactionOfAnotherDataSourceIsRefused() {
        TransactionTemplate foreign = new TransactionTemplate(
                new DataSourceTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID())));

        assertRefused(
                Reason.FOREIGN_TRANSACTION,
                () -> foreign.executeWithoutResult(status -> submit(request("R-1", "C-1"))));
        assertThat(fixture.count("submission")).isZero();
    }

    @Test
    void nonBlockingThreadIsRefused() {
        assertRefused(
                Reason.NON_BLOCKING_THREAD,
                () -> Mono.fromCallable(() -> submit(request("R-1", "C-1")))
                        .subscribeOn(Schedulers.parallel())
                        .block());
    }

    @Test
    void unknownClientIsRefused() {
        assertRefused(Reason.CLIENT_NOT_FOUND, () -> fixture.submissions.submit("other", TestRecords.standard("C-1")));
    }

    @Test
    void sameNumberAndContentReturnTheStoredSubmission() {
        KycSubmission first = submit(request("R-1", "C-1"));
        KycInfo again = TestRecords.standard("C-1");
        KycInfo withOtherLink = again.toBuilder()
                .identityInfo(Objects.requireNonNull(again.identityInfo()).toBuilder()
                        .frontFileUrl(
                                Objects.requireNonNull(again.identityInfo()).frontFileUrl() + "?sign=2")
                        .build())
                .build();

        assertThat(submit(request("R-1", "C-1"))).isEqualTo(first);
        assertThat(submit(ShareKycRequest.of("R-1", withOtherLink)).id()).isEqualTo(first.id());
        assertThat(fixture.count("submission")).isEqualTo(1);
        assertThat(fixture.count("submission_event")).isEqualTo(1);
    }

    @Test
    void sameNumberWithOtherContentIsAConflict() {
        KycSubmission first = submit(request("R-1", "C-1"));

        assertThatThrownBy(() -> submit(request("R-1", "C-2")))
                .asInstanceOf(type(KycSubmissionException.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONTENT_CONFLICT))
                .satisfies(e -> assertThat(e.submissionId()).contains(first.id()))
                .satisfies(e -> assertThat(e).hasMessageNotContaining("C-2"));
    }

    @Test
    void openContentWithoutNumberReturnsTheOpenSubmission() {
        KycSubmission first = submit(ShareKycRequest.of(TestRecords.standard("C-1")));

        assertThat(submit(ShareKycRequest.of(TestRecords.standard("C-1"))).id()).isEqualTo(first.id());
        assertThat(submit(request("R-1", "C-1")).id())
                .as("a number is for a submission of its own")
                .isNotEqualTo(first.id());
        fixture.change(
                first.id(),
                row -> row.state(SubmissionState.IMPORTED)
                        .nextCall(NextCall.NONE)
                        .open(false));
        assertThat(submit(ShareKycRequest.of(TestRecords.standard("C-1"))).id()).isNotEqualTo(first.id());
    }

    @Test
    void contentIsFoundUnderAnOlderKey() {
        KycSubmission open = submit(ShareKycRequest.of(TestRecords.standard("C-1")));
        KycSubmission numbered = submit(request("R-1", "C-2"));
        StoredSubmissions rotated = fixture.submissions(Keysets.promote(Keysets.add(KEYSET)));

        assertThat(rotated.submit(CLIENT, TestRecords.standard("C-1")).id()).isEqualTo(open.id());
        assertThat(rotated.submit(CLIENT, request("R-1", "C-2")).id()).isEqualTo(numbered.id());
        assertThat(fixture.count("submission")).isEqualTo(2);
    }

    @Test
    void concurrentSubmissionsOfOneNumberStoreOne() throws Exception {
        List<KycSubmission> results = concurrently(() -> submit(request("R-1", "C-1")));

        assertThat(results)
                .extracting(KycSubmission::id)
                .containsOnly(results.get(0).id());
        assertThat(fixture.count("submission")).isEqualTo(1);
        assertThat(fixture.count("submission_body")).isEqualTo(1);
    }

    @Test
    void concurrentSubmissionsOfOneContentStoreOne() throws Exception {
        List<KycSubmission> results = concurrently(() -> submit(ShareKycRequest.of(TestRecords.standard("C-1"))));

        assertThat(results)
                .extracting(KycSubmission::id)
                .containsOnly(results.get(0).id());
        assertThat(fixture.count("submission")).isEqualTo(1);
    }

    private static List<KycSubmission> concurrently(Callable<KycSubmission> submit) throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<KycSubmission>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    return submit.call();
                }));
            }
            List<KycSubmission> results = new ArrayList<>();
            for (Future<KycSubmission> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void severalAreStoredInTheirOrder() {
        submit(request("R-2", "C-2"));
        List<ShareKycRequest> requests = List.of(
                request("R-1", "C-1"),
                request("R-2", "C-2"),
                ShareKycRequest.of(TestRecords.standard("C-3")),
                ShareKycRequest.of(TestRecords.standard("C-3")),
                request("R-1", "C-1"));

        List<KycSubmission> stored = fixture.submissions.submitAll(CLIENT, requests);

        assertThat(stored).hasSize(5);
        assertThat(stored.get(0).requestNo()).isEqualTo("R-1");
        assertThat(stored.get(1).requestNo()).isEqualTo("R-2");
        assertThat(stored.get(2).id()).isEqualTo(stored.get(3).id());
        assertThat(stored.get(4).id()).isEqualTo(stored.get(0).id());
        assertThat(fixture.count("submission")).isEqualTo(3);
        assertThat(fixture.count("submission_body")).isEqualTo(3);
        assertThat(fixture.count("submission_event")).isEqualTo(3);
    }

    @Test
    void severalAreStoredAllOrNone() {
        submit(request("R-9", "C-9"));

        assertRefused(
                Reason.CONTENT_CONFLICT,
                () -> fixture.submissions.submitAll(CLIENT, List.of(request("R-1", "C-1"), request("R-9", "C-1"))));
        assertRefused(
                Reason.CONTENT_CONFLICT,
                () -> fixture.submissions.submitAll(CLIENT, List.of(request("R-1", "C-1"), request("R-1", "C-2"))));

        assertThat(fixture.count("submission")).isEqualTo(1);
        assertThat(fixture.count("submission_event")).isEqualTo(1);
        assertThat(fixture.submissions.submitAll(CLIENT, List.of())).isEmpty();
    }

    @Test
    void manyAreStoredAtOnce() {
        List<ShareKycRequest> requests = IntStream.range(0, 1_100)
                .mapToObj(i ->
                        i % 2 == 0 ? request("R-" + i, "C-" + i) : ShareKycRequest.of(TestRecords.standard("C-" + i)))
                .toList();

        List<KycSubmission> stored = fixture.submissions.submitAll(CLIENT, requests);

        assertThat(stored)
                .extracting(submission -> submission.customer().entityCustomerId())
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_100).mapToObj(i -> "C-" + i).toList());
        assertThat(fixture.count("submission")).isEqualTo(1_100);
        assertThat(fixture.count("submission_event")).isEqualTo(1_100);
        assertThat(fixture.submissions.submitAll(CLIENT, requests))
                .extracting(KycSubmission::id)
                .containsExactlyElementsOf(
                        stored.stream().map(KycSubmission::id).toList());
    }

    @Test
    void pagesHoldEachSubmissionOnceNewestFirst() {
        for (int i = 0; i < 5; i++) {
            submit(request("R-" + i, "C-" + i));
        }
        List<String> numbers = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            SubmissionFilter filter = SubmissionFilter.all().withPageSize(2);
            SubmissionPage page =
                    fixture.submissions.list(cursor.map(filter::after).orElse(filter));
            page.submissions().forEach(submission -> numbers.add(submission.requestNo()));
            cursor = page.next();
            pages++;
        } while (cursor.isPresent());

        assertThat(pages).isEqualTo(3);
        assertThat(numbers).containsExactly("R-4", "R-3", "R-2", "R-1", "R-0");
    }

    @Test
    void filterSelectsByClientAndState() {
        KycSubmission queued = submit(request("R-1", "C-1"));
        KycSubmission cancelled = submit(request("R-2", "C-2"));
        fixture.submissions.cancel(cancelled.id(), cancelled.version(), new Intervention("jane", "a test"));

        SubmissionFilter ofClient = SubmissionFilter.all().ofClient(CLIENT);
        assertThat(fixture.submissions.list(ofClient.in(SubmissionState.QUEUED)).submissions())
                .extracting(KycSubmission::id)
                .containsExactly(queued.id());
        assertThat(fixture.submissions
                        .list(ofClient.in(SubmissionState.CANCELLED, SubmissionState.QUEUED))
                        .submissions())
                .hasSize(2);
        assertRefused(
                Reason.CLIENT_NOT_FOUND,
                () -> fixture.submissions.list(SubmissionFilter.all().ofClient("other")));
        assertThatThrownBy(() -> fixture.submissions.list(SubmissionFilter.all().after("CANARY")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("CANARY")
                .hasNoCause();
    }
}
