package io.github.kycsharing.submissions.internal.information;

import static io.github.kycsharing.submissions.internal.information.InformationFixture.BY;
import static io.github.kycsharing.submissions.internal.information.InformationFixture.CLIENT;
import static io.github.kycsharing.submissions.internal.information.InformationFixture.ENTITY;
import static io.github.kycsharing.submissions.internal.information.InformationFixture.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.KycInformationRequested;
import io.github.kycsharing.submissions.KycInformationResult;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.StoredInformationRequest;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.spring.LogCapture;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.ReceivedRequest.Call;
import io.github.kycsharing.test.RfiRecord;
import io.github.kycsharing.test.RfiRequest;
import io.github.kycsharing.test.RfiSubmission;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Files for requests for information, from the caller's transaction to their result, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SubmittedInformationTest {
    private static final Duration CLAIM = InformationFixture.POLICY.claim().plusSeconds(1);

    private final TestDatabase database;
    private final InformationFixture fixture;
    private final LogCapture log = new LogCapture(Level.WARN, "io.github.kycsharing");
    private final RfiRecord raised;
    private final String recordId;

    SubmittedInformationTest(TestDatabase database) {
        this.database = database;
        this.fixture = new InformationFixture(database);
        raised = fixture.exchange.raiseRfi("C-1", RfiRequest.of("PASSPORT"));
        recordId = raised.recordId();
        fixture.execute();
        assertThat(fixture.publish(KycInformationRequested.class)).hasSize(1);
    }

    @AfterEach
    void close() {
        fixture.close();
        log.close();
        assertThat(log.lines()).noneMatch(line -> line.contains("C-1") || line.contains("CANARY"));
    }

    private void fault(Call call, Fault... faults) {
        fixture.exchange.faults().forCall(call).next(faults);
    }

    private int sent() {
        return fixture.exchange.journal().ofCall(Call.RFI_SUBMISSION).size();
    }

    private KycInformationResult result() {
        List<KycInformationResult> results = fixture.publish(KycInformationResult.class);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(KycSubmissionException.class))
                .extracting(KycSubmissionException::reason)
                .isEqualTo(reason);
    }

    @Test
    void filesAreSentAndTheirResultIsPublished() {
        StoredInformationRequest submitted = fixture.submit(recordId);
        assertThat(submitted.files()).isEqualTo(InformationFilesState.TO_SUBMIT);
        assertThat(submitted.actor()).contains("jane");
        assertThat(fixture.woken).containsExactly(ENTITY);

        fixture.execute();
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUBMITTED);
        assertThat(fixture.find(recordId).requestNo())
                .contains(raised.submissions().get(0).requestNo());
        assertThat(fixture.count("information_request where files is not null")).isZero();
        assertRefused(Reason.STATE_NOT_ALLOWED, () -> fixture.submit(recordId));

        fixture.run(Duration.ofMinutes(6));
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUCCEEDED);
        KycInformationResult result = result();
        assertThat(result.state()).isEqualTo(InformationFilesState.SUCCEEDED);
        assertThat(result.recordId()).isEqualTo(recordId);
        assertThat(result.entityCustomerId()).isEqualTo("C-1");
        assertThat(result.failReason()).isEmpty();
        int queries = fixture.exchange.journal().ofCall(Call.RFI_RESULT_QUERY).size();
        assertThat(queries).isBetween(3, 6);
        fixture.run(Duration.ofDays(1));
        assertThat(fixture.publish()).isEmpty();
        assertThat(sent()).isEqualTo(1);
        assertThat(fixture.exchange.journal().ofCall(Call.RFI_RESULT_QUERY)).hasSize(queries);
    }

    @Test
    void failedFilesPublishTheReasonAndAreReplaced() {
        raised.failSubmission("CANARY reason");
        fixture.submit(recordId);
        fixture.run(Duration.ofMinutes(6));

        KycInformationResult failed = result();
        assertThat(failed.state()).isEqualTo(InformationFilesState.FAILED);
        assertThat(failed.failReason()).contains("CANARY reason");
        assertThat(failed.toString()).doesNotContain("CANARY", "C-1");
        assertThat(fixture.find(recordId).failReason()).contains("CANARY reason");

        fixture.submit(recordId);
        assertThat(fixture.find(recordId).failReason()).isEmpty();
        fixture.run(Duration.ofMinutes(6));
        assertThat(result().state()).isEqualTo(InformationFilesState.SUCCEEDED);
        assertThat(raised.submissions()).hasSize(2);
    }

    @Test
    void rejectionIsFinalWithItsCode() {
        fault(Call.RFI_SUBMISSION, Fault.code("10040106"));
        fixture.submit(recordId);
        fixture.run(Duration.ofHours(2));

        KycInformationResult rejected = result();
        assertThat(rejected.state()).isEqualTo(InformationFilesState.REJECTED);
        assertThat(rejected.code()).contains("10040106");
        assertThat(fixture.find(recordId).code()).contains("10040106");
        assertThat(fixture.count("information_request where files is not null")).isZero();
        assertThat(sent()).isEqualTo(1);
        assertThat(log.lines()).anyMatch(line -> line.contains("request for information " + recordId + " of client " + CLIENT
                + " are REJECTED with 10040106: a person must decide"));
    }

    @Test
    void unknownCodeIsNotStored() {
        fault(Call.RFI_SUBMISSION, Fault.code("CANARY"));
        fixture.submit(recordId);
        fixture.run(Duration.ofMinutes(5));
        assertThat(result().code()).contains("undocumented");
    }

    @Test
    void lostResponseIsResolvedByTheStatusAndNeverSentAgain() {
        fault(Call.RFI_SUBMISSION, Fault.CLOSE_AFTER_PROCESSING);
        fixture.submit(recordId);
        fixture.execute();

        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.UNCERTAIN);
        assertThat(result().state()).isEqualTo(InformationFilesState.UNCERTAIN);
        assertRefused(Reason.STATE_NOT_ALLOWED, () -> fixture.submit(recordId));

        fixture.run(Duration.ofMinutes(20));
        assertThat(raised.status()).isEqualTo("REVIEW");
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUBMITTED);
        assertThat(fixture.find(recordId).requestNo()).isEmpty();
        assertThat(fixture.count("information_request where files is not null")).isZero();
        assertThat(fixture.publish()).isEmpty();

        raised.set("PASS");
        fixture.run(Duration.ofMinutes(11));
        assertThat(result().state()).isEqualTo(InformationFilesState.SUCCEEDED);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void filesWhoseNumberIsLostFailIfTheExchangeNeedsFilesAgain() {
        raised.failSubmission("blurred");
        fault(Call.RFI_SUBMISSION, Fault.CLOSE_AFTER_PROCESSING);
        fixture.submit(recordId);
        fixture.execute();
        assertThat(result().state()).isEqualTo(InformationFilesState.UNCERTAIN);
        raised.set("UPLOADING");
        fixture.advance(Duration.ofMinutes(1));
        fixture.tx.executeWithoutResult(
                status -> fixture.data.informationRequests().wake(ENTITY, fixture.now()));
        fixture.execute();
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUBMITTED);

        fixture.run(Duration.ofMinutes(11));
        assertThat(result().state()).isEqualTo(InformationFilesState.FAILED);
    }

    @Test
    void lostRequestIsAcceptedAgainAfterAWhile() {
        fault(Call.RFI_SUBMISSION, Fault.RESET_BEFORE_PROCESSING);
        fixture.submit(recordId);
        fixture.execute();
        assertThat(result().state()).isEqualTo(InformationFilesState.UNCERTAIN);

        fixture.run(Duration.ofMinutes(12));
        assertRefused(Reason.STATE_NOT_ALLOWED, () -> fixture.submit(recordId));
        fixture.run(Duration.ofDays(1));
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.UNCERTAIN);
        assertThat(fixture.publish()).isEmpty();

        fixture.submit(recordId);
        fixture.run(Duration.ofMinutes(6));
        assertThat(result().state()).isEqualTo(InformationFilesState.SUCCEEDED);
        assertThat(raised.submissions()).hasSize(1);
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void statusProvesNothingIfTheRequestHadFilesBefore() {
        raised.set("REVIEW");
        fixture.run(Duration.ofMinutes(11));
        fault(Call.RFI_SUBMISSION, Fault.RESET_BEFORE_PROCESSING);
        fixture.submit(recordId);
        fixture.run(Duration.ofHours(1));
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.UNCERTAIN);

        raised.set("CLOSE");
        fixture.run(Duration.ofMinutes(11));
        assertThat(fixture.publish(KycInformationResult.class))
                .extracting(KycInformationResult::state)
                .containsExactly(InformationFilesState.UNCERTAIN, InformationFilesState.UNCONFIRMED);
    }

    @Test
    void faultOfTheEntityIsRetriedWithBackOff() {
        fault(Call.RFI_SUBMISSION, Fault.FORBIDDEN, Fault.code("10040080"), Fault.FORBIDDEN);
        fixture.submit(recordId);
        fixture.execute();
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.TO_SUBMIT);
        fixture.execute();
        assertThat(sent()).isEqualTo(1);

        fixture.run(Duration.ofMinutes(6));
        assertThat(result().state()).isEqualTo(InformationFilesState.SUCCEEDED);
        assertThat(fixture.find(recordId).attempts()).isEqualTo(4);
        assertThat(raised.submissions()).hasSize(1);
    }

    @Test
    void filesWaitForAConnection() {
        try (InformationFixture unreachable = new InformationFixture(database, "http://127.0.0.1:1")) {
            RfiRecord record = unreachable.exchange.raiseRfi("C-1", RfiRequest.of("PASSPORT"));
            unreachable.execute(unreachable.otherInstance());
            unreachable.submit(record.recordId());

            int executions = unreachable.run(Duration.ofHours(4));

            assertThat(executions).isLessThan(400);
            StoredInformationRequest waiting = unreachable.find(record.recordId());
            assertThat(waiting.files()).isEqualTo(InformationFilesState.TO_SUBMIT);
            assertThat(waiting.attempts()).isBetween(10, 25);

            unreachable.advance(Duration.ofHours(1));
            unreachable.execute(unreachable.otherInstance());
            assertThat(unreachable.state(record.recordId())).isEqualTo(InformationFilesState.SUBMITTED);
            assertThat(record.submissions()).hasSize(1);
        }
    }

    @Test
    void resultWithoutAnEndIsUnconfirmed() {
        fixture.submit(recordId);
        fixture.execute();
        fault(Call.RFI_RESULT_QUERY, Collections.nCopies(1_000, Fault.HTTP_503).toArray(Fault[]::new));

        fixture.run(Duration.ofHours(26));

        assertThat(result().state()).isEqualTo(InformationFilesState.UNCONFIRMED);
        assertThat(fixture.exchange.journal().ofCall(Call.RFI_RESULT_QUERY)).hasSizeBetween(45, 90);
    }

    @Test
    void filesWithoutANumberAreUnconfirmedAfterATime() {
        fault(Call.RFI_SUBMISSION, Fault.CLOSE_AFTER_PROCESSING);
        fixture.submit(recordId);
        fixture.run(Duration.ofMinutes(30));
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUBMITTED);

        fixture.run(Duration.ofHours(26));

        assertThat(fixture.publish(KycInformationResult.class))
                .extracting(KycInformationResult::state)
                .containsExactly(InformationFilesState.UNCERTAIN, InformationFilesState.UNCONFIRMED);
        assertThat(fixture.exchange.journal().ofCall(Call.RFI_RESULT_QUERY)).isEmpty();
    }

    @Test
    void crashAtAnyStepDoublesNothing() {
        for (String step : List.of(
                "information-begin",
                "information-submit",
                "information-record",
                "information-recorded",
                "information-query",
                "information-result",
                "information-result-stored")) {
            RfiRecord record = fixture.exchange.raiseRfi("C-" + step, RfiRequest.of("PASSPORT"));
            fixture.run(Duration.ofMinutes(11));
            assertThat(fixture.publish(KycInformationRequested.class)).as(step).hasSize(1);
            fixture.submit(record.recordId());

            fixture.crashBefore(step);
            fixture.run(Duration.ofMinutes(30));
            boolean notSent = step.equals("information-submit");
            assertThat(record.submissions()).as(step).hasSize(notSent ? 0 : 1);
            record.set("PASS");
            fixture.run(Duration.ofMinutes(30));

            assertThat(record.submissions()).as(step).hasSize(notSent ? 0 : 1);
            assertThat(fixture.publish(KycInformationResult.class))
                    .as(step)
                    .extracting(KycInformationResult::state)
                    .containsExactlyElementsOf(
                            step.equals("information-record") || notSent
                                    ? List.of(InformationFilesState.UNCERTAIN, InformationFilesState.SUCCEEDED)
                                    : List.of(InformationFilesState.SUCCEEDED));
        }
    }

    @Test
    void attemptOfAnotherInstanceIsLeftAlone() {
        InformationPoll other = fixture.otherInstance();
        fixture.hooks.put("information-submit", () -> {
            fixture.hooks.remove("information-submit");
            fixture.execute(other);
            assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUBMITTING);
            assertRefused(Reason.STATE_NOT_ALLOWED, () -> fixture.submit(recordId));
        });
        fixture.submit(recordId);
        fixture.execute();
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUBMITTED);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void instanceThatSleptSendsNothingLate() {
        InformationPoll other = fixture.otherInstance();
        fixture.hooks.put("information-submit", () -> {
            fixture.hooks.remove("information-submit");
            fixture.advance(CLAIM);
            fixture.execute(other);
            assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.UNCERTAIN);
        });
        fixture.submit(recordId);
        fixture.execute();

        assertThat(sent()).isZero();
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.TO_SUBMIT);
        fixture.run(Duration.ofMinutes(6));
        assertThat(fixture.publish(KycInformationResult.class))
                .extracting(KycInformationResult::state)
                .containsExactly(InformationFilesState.UNCERTAIN, InformationFilesState.SUCCEEDED);
        assertThat(raised.submissions()).hasSize(1);
    }

    @Test
    void lateResponseIsStillRecorded() {
        InformationPoll other = fixture.otherInstance();
        fixture.hooks.put("information-record", () -> {
            fixture.hooks.remove("information-record");
            fixture.advance(CLAIM);
            fixture.execute(other);
        });
        fixture.submit(recordId);
        fixture.execute();

        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.SUBMITTED);
        assertThat(fixture.find(recordId).requestNo()).isPresent();
    }

    @Test
    void filesThatAreNotSentYetAreReplaced() {
        fixture.submit(recordId);
        fixture.information.submit(
                CLIENT, recordId, List.of(InformationFiles.of("PASSPORT", "https://files.example.com/second.pdf")), BY);
        fixture.execute();
        assertThat(raised.submissions())
                .extracting(RfiSubmission::fileUrls)
                .allSatisfy(urls -> assertThat(urls.toString()).contains("second.pdf"))
                .hasSize(1);
    }

    @Test
    void refusedFilesStoreNothing() {
        fixture.tx.executeWithoutResult(status -> {
            fixture.submit(recordId);
            status.setRollbackOnly();
        });
        List<InformationFiles> invalid =
                List.of(InformationFiles.of("PASSPORT", "https://files.example.com/CANARY.exe"));
        fixture.tx.executeWithoutResult(
                status -> assertThatThrownBy(() -> fixture.information.submit(CLIENT, recordId, invalid, BY))
                        .isInstanceOf(KycValidationException.class)
                        .hasMessageNotContaining("CANARY"));
        assertRefused(Reason.INFORMATION_REQUEST_NOT_FOUND, () -> fixture.submit("404"));
        assertRefused(
                Reason.CLIENT_NOT_FOUND,
                () -> fixture.information.submit("none", recordId, List.of(InformationFiles.of("A", FILE)), BY));

        assertThat(fixture.woken).isEmpty();
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.NONE);
        fixture.run(Duration.ofMinutes(5));
        assertThat(sent()).isZero();
    }

    @Test
    void pausedLaneSendsNoFiles() {
        LaneRow lane = fixture.tx.execute(status -> fixture.lanes.lock(ENTITY));
        fixture.tx.executeWithoutResult(status -> fixture.lanes.update(with(lane, KycLane.State.PAUSED)));
        fixture.submit(recordId);
        int executions = fixture.run(Duration.ofMinutes(5));
        assertThat(executions).isLessThan(20);
        assertThat(sent()).isZero();

        fixture.tx.executeWithoutResult(status -> fixture.lanes.update(with(lane, KycLane.State.ACTIVE)));
        fixture.run(Duration.ofMinutes(5));
        assertThat(sent()).isEqualTo(1);
    }

    private static LaneRow with(LaneRow lane, KycLane.State state) {
        return new LaneRow(
                lane.bizEntityKey(), state, null, 0, null, null, null, null, 0, null, null, lane.changedAt(), 0);
    }

    @Test
    void filesWaitForAnInstanceThatHasTheirKey() {
        fixture.submit(recordId);
        fixture.execute(fixture.instanceWithoutKey());
        assertThat(fixture.state(recordId)).isEqualTo(InformationFilesState.TO_SUBMIT);
        assertThat(sent()).isZero();
        fixture.run(Duration.ofMinutes(2));
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void erasedCustomerStaysErased() {
        raised.failSubmission("CANARY");
        fixture.submit(recordId);
        fixture.execute();
        fixture.hooks.put("information-result", () -> {
            fixture.hooks.clear();
            fixture.tx.executeWithoutResult(status -> fixture.data.erase(ENTITY, "C-1"));
        });
        fixture.run(Duration.ofHours(1));

        assertThat(fixture.publish()).isEmpty();
        assertThat(fixture.count("customer_event where payload is not null")).isZero();
        assertThat(fixture.information.find(CLIENT, recordId)).isEmpty();
        assertThat(fixture.information.open(CLIENT)).isEmpty();
        assertThat(fixture.count("information_request where entity_customer_id = 'C-1' or content is not null"))
                .isZero();
        assertRefused(Reason.INFORMATION_REQUEST_NOT_FOUND, () -> fixture.submit(recordId));
        assertThat(fixture.count("information_request")).isEqualTo(1);
    }
}
