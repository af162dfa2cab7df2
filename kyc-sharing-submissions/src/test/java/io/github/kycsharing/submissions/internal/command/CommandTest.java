package io.github.kycsharing.submissions.internal.command;

import static io.github.kycsharing.submissions.internal.command.StoreFixture.CLIENT;
import static io.github.kycsharing.submissions.internal.command.StoreFixture.ENTITY;
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
import java.util.HashSet;
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
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What callers of the submissions rely on, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CommandTest {
    private static final Intervention BY = new Intervention("operator", "the reason");

    private final StoreFixture fixture;
    private final StoredSubmissions submissions;

    CommandTest(TestDatabase database) {
        fixture = new StoreFixture(database);
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
            assertThat(submissions.history(erased.id()))
                    .allMatch(event -> event.note().isEmpty());
        }
        assertThat(submissions.find(sending.id()).orElseThrow().customer().entityCustomerId())
                .isEqualTo("C-1");
        assertThat(submissions.find(other.id()).orElseThrow().customer().entityCustomerId())
                .isEqualTo("C-2");
        assertThat(fixture.count("submission_body")).isEqualTo(2);
    }
}
