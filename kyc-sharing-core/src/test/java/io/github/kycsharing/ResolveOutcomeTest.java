package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.OutcomeResolution.Outcome;
import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareStatus;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry.State;
import io.github.kycsharing.test.ReceivedRequest;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Resolves the outcome of a submission that has left a doubt. */
@Timeout(60)
class ResolveOutcomeTest extends AgainstSimulator {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));
    private static final DeliveryOptions ONCE =
            DeliveryOptions.builder().maxAttempts(1).build();

    private static final ReceivedRequest.Call SHARE = ReceivedRequest.Call.SHARE;
    private static final ReceivedRequest.Call SHARE_STATUS = ReceivedRequest.Call.SHARE_STATUS_QUERY;
    private static final ReceivedRequest.Call STATUS_QUERY = ReceivedRequest.Call.STATUS_QUERY;

    private KycSharingException failureAfter(Fault... faults) {
        exchange.faults().next(faults);
        return catchThrowableOfType(
                KycSharingException.class,
                () -> client.share(
                        REQUEST,
                        DeliveryOptions.builder().maxAttempts(faults.length).build()));
    }

    private List<ReceivedRequest.Call> calls() {
        return exchange.journal().requests().stream().map(ReceivedRequest::call).toList();
    }

    @Test
    void arrivedSubmissionIsImported() {
        KycSharingException unknown = failureAfter(Fault.RESET_AFTER_PROCESSING);
        OutcomeResolution resolution = client.resolveOutcome(REQUEST, unknown);

        assertThat(unknown).isInstanceOf(KycOutcomeUnknownException.class);
        assertThat(resolution.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(resolution.isThisRequest()).isTrue();
        assertThat(resolution.share()).isEmpty();
        assertThat(resolution.customerStatus()).isEmpty();
        assertThat(resolution.evidence()).isEqualTo(Evidence.MAY_HAVE_ARRIVED.and(Evidence.NUMBER_SEEN));
        assertThat(calls()).containsExactly(SHARE, SHARE_STATUS);
    }

    @Test
    void preparedRequestIsResolvedFromItsBytes() {
        PreparedRequest request = client.prepare(REQUEST);
        exchange.faults().next(Fault.RESET_BEFORE_PROCESSING);
        KycSharingException unknown =
                catchThrowableOfType(KycSharingException.class, () -> client.deliver(request, Evidence.NONE, ONCE));
        // Another process has the stored bytes only.
        PreparedRequest restored = client.restore(request.requestNo(), request.customer(), request.bytes());

        OutcomeResolution resolution = client.resolveOutcome(restored, unknown);

        assertThat(resolution.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(calls()).containsExactly(SHARE, SHARE_STATUS, SHARE);
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().acceptedTimes()).isEqualTo(1);
    }

    @Test
    void preparedRequestIsResolvedByItsImportStatus() {
        PreparedRequest request = client.prepare(REQUEST);
        exchange.faults().next(Fault.RESET_AFTER_PROCESSING);
        KycSharingException unknown =
                catchThrowableOfType(KycSharingException.class, () -> client.deliver(request, Evidence.NONE, ONCE));

        ResolveOptions crashed = new ResolveOptions(Evidence.CRASHED, Resubmission.NEVER, ONCE);
        assertThat(client.resolveOutcome(request, crashed).outcome()).isEqualTo(Outcome.IMPORTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.resolveOutcome(
                        client.prepare(ShareKycRequest.of("R-2", TestRecords.standard("42"))), unknown));
    }

    @Test
    void failedImportIsReportedWithItsReason() {
        exchange.imports().fail("R-1", "blurred document");
        OutcomeResolution resolution = client.resolveOutcome(REQUEST, failureAfter(Fault.RESET_AFTER_PROCESSING));

        assertThat(resolution.outcome()).isEqualTo(Outcome.IMPORT_FAILED);
        assertThat(resolution.failMessage()).contains("blurred document");
        assertThat(resolution.toString()).doesNotContain("blurred");
        assertThat(calls()).containsExactly(SHARE, SHARE_STATUS);
    }

    @Test
    void runningImportIsNotSentAgain() {
        try (KycExchangeSimulator slow = KycExchangeSimulator.builder()
                        .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
                        .importDelay(Duration.ofHours(1))
                        .start();
                KycSharingClient caller = TestClients.standard(slow.baseUrl()).build()) {
            slow.faults().next(Fault.RESET_AFTER_PROCESSING);
            KycSharingException unknown =
                    catchThrowableOfType(KycSharingException.class, () -> caller.share(REQUEST, ONCE));
            assertThat(caller.resolveOutcome(REQUEST, unknown).outcome()).isEqualTo(Outcome.IN_PROGRESS);
            assertThat(slow.journal().requests().stream().map(ReceivedRequest::call))
                    .containsExactly(SHARE, SHARE_STATUS);

            slow.advance(Duration.ofHours(1));
            assertThat(caller.resolveOutcome(REQUEST, unknown).outcome()).isEqualTo(Outcome.IMPORTED);
        }
    }

    @Test
    void lostSubmissionIsAcceptedWhenResumed() {
        OutcomeResolution resolution = client.resolveOutcome(
                ShareKycRequest.of(TestRecords.standard("42")), failureAfter(Fault.RESET_BEFORE_PROCESSING));

        assertThat(resolution.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(resolution.isThisRequest()).isTrue();
        assertThat(resolution.evidence().accepted()).isTrue();
        assertThat(resolution.share().orElseThrow().evidence().accepted()).isTrue();
        assertThat(resolution.customerStatus()).isEmpty();
        assertThat(resolution.lastFailure()).isEmpty();
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().acceptedTimes()).isEqualTo(1);
        assertThat(calls()).containsExactly(SHARE, SHARE_STATUS, SHARE);
    }

    /** The lost attempt ended with a system error that used up the number: the exchange has no such record. */
    @Test
    void duplicateOfAUsedUpNumberProvesNoArrival() {
        exchange.faults()
                .forRequestNo("R-1")
                .next(
                        Fault.SYSTEM_ERROR_NUMBER_USED_UP,
                        Fault.TOO_MANY_REQUESTS,
                        Fault.stallBeforeHeaders(Duration.ofSeconds(2)));
        KycOutcomeUnknownException unknown =
                catchThrowableOfType(KycOutcomeUnknownException.class, () -> client.share(REQUEST));
        assertThat(unknown.evidence().systemErrorPossible()).isTrue();
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().state()).isEqualTo(State.USED_UP);

        assertThatExceptionOfType(KycOutcomeUnknownException.class)
                .isThrownBy(() -> client.resume(REQUEST))
                .satisfies(e -> assertThat(e.requestNoSeen()).isTrue());
        assertThat(client.shareStatus("42", "R-1").isConclusive()).isFalse();
        // Another process, which does not know of the system error.
        for (Evidence evidence : List.of(unknown.evidence(), Evidence.MAY_HAVE_ARRIVED, Evidence.CRASHED)) {
            OutcomeResolution resolution = client.resolveOutcome(
                    REQUEST, new ResolveOptions(evidence, Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited()));
            assertThat(resolution.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(resolution.isThisRequest()).isFalse();
            assertThat(resolution.share()).isEmpty();
            assertThat(resolution.evidence().numberSeen()).isTrue();
            assertThat(resolution.customerStatus().orElseThrow().nonExisted()).isTrue();
        }
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().acceptedTimes()).isZero();
    }

    @Test
    void queriesTheNumberAgainAfterADuplicate() {
        KycSharingException unknown = failureAfter(Fault.RESET_AFTER_PROCESSING);
        exchange.faults().forCall(SHARE_STATUS).next(Fault.code("10040103"));
        OutcomeResolution resolution = client.resolveOutcome(
                REQUEST, new ResolveOptions(unknown.evidence(), Resubmission.IF_CONCLUSIVE, ONCE));

        assertThat(resolution.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(resolution.evidence().numberSeen()).isTrue();
        assertThat(calls()).containsExactly(SHARE, SHARE_STATUS, SHARE, SHARE_STATUS);
    }

    @Test
    void customerStatusIsReportedAndProvesNothing() {
        KycSharingException unknown = failureAfter(Fault.RESET_BEFORE_PROCESSING);
        exchange.status("42").set(ExchangeStatus.PASS);
        exchange.faults().forCall(SHARE).next(Fault.code("10040101"));
        OutcomeResolution resolution = client.resolveOutcome(REQUEST, unknown);

        assertThat(resolution.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(resolution.isThisRequest()).isFalse();
        assertThat(resolution.customerStatus().flatMap(KycStatus::levelStatus)).contains(LevelStatus.PASS);
        assertThat(resolution.shareStatus().map(ShareStatus::isConclusive)).contains(false);
        assertThat(resolution.lastFailure()).containsInstanceOf(KycOutcomeUnknownException.class);
        assertThat(calls()).containsExactly(SHARE, SHARE_STATUS, SHARE, STATUS_QUERY);
    }

    @Test
    void duplicateOnTheFirstAttemptIsResolvedWithoutSending() {
        client.share(REQUEST);
        KycSharingException duplicate = failureAfter(Fault.NONE);
        assertThat(duplicate).isInstanceOf(KycDuplicateRequestException.class);
        assertThat(client.resolveOutcome(REQUEST, duplicate).outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(calls()).containsExactly(SHARE, SHARE, SHARE_STATUS);
    }

    @Test
    void systemErrorsOnEveryAttemptAreResolvable() {
        KycSharingException rejected = failureAfter(Fault.SYSTEM_ERROR, Fault.SYSTEM_ERROR);
        assertThat(rejected).isInstanceOf(KycRejectedException.class);
        assertThat(rejected.isResolvable()).isTrue();
        assertThat(client.resolveOutcome(REQUEST, rejected).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().acceptedTimes()).isEqualTo(1);
    }

    @Test
    void resubmissionNeverOnlyQueries() {
        KycSharingException unknown = failureAfter(Fault.RESET_BEFORE_PROCESSING);
        ResolveOptions never = ResolveOptions.after(unknown).withResubmission(Resubmission.NEVER);

        assertThat(client.resolveOutcome(REQUEST, never).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(calls()).containsExactly(SHARE, SHARE_STATUS, STATUS_QUERY);
    }

    @Test
    void numberThatWasSeenIsNotSentAgain() {
        ResolveOptions seen =
                new ResolveOptions(Evidence.NUMBER_SEEN, Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited());
        assertThat(client.resolveOutcome(REQUEST, seen).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(calls()).containsExactly(SHARE_STATUS, STATUS_QUERY);
    }

    @Test
    void undocumentedImportStatusProvesNoOutcome() throws IOException {
        String data = "{\"code\":\"000000\",\"data\":{\"requestNo\":\"R-1\",\"status\":\"WHATEVER\"}}";
        try (ScriptedServer server = ScriptedServer.following(ServerActions.response(data));
                KycSharingClient caller = TestClients.standard(server.baseUrl()).build()) {
            OutcomeResolution resolution = caller.resolveOutcome(
                    REQUEST, new ResolveOptions(Evidence.MAY_HAVE_ARRIVED, Resubmission.IF_CONCLUSIVE, ONCE));
            assertThat(resolution.outcome()).isEqualTo(Outcome.UNKNOWN);
            // The exchange has the number: a submission could only be a duplicate.
            assertThat(resolution.evidence().numberSeen()).isTrue();
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void acceptanceStaysWithoutAnImportStatus() {
        ResolveOptions accepted = new ResolveOptions(Evidence.ACCEPTED, Resubmission.IF_CONCLUSIVE, ONCE);
        assertThat(client.resolveOutcome(REQUEST, accepted).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(calls()).containsExactly(SHARE_STATUS);
    }

    @Test
    void outcomeStaysUnknownWithoutEvidence() {
        KycSharingException unknown = failureAfter(Fault.RESET_AFTER_PROCESSING);
        exchange.faults().forAll().always(Fault.SYSTEM_ERROR);
        OutcomeResolution resolution = client.resolveOutcome(
                REQUEST, new ResolveOptions(unknown.evidence(), Resubmission.IF_CONCLUSIVE, ONCE));
        assertThat(resolution.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(resolution.customerStatus()).isEmpty();
        assertThat(resolution.shareStatus()).isEmpty();
        assertThat(resolution.evidence()).isEqualTo(Evidence.CRASHED);
        assertThat(resolution.lastFailure()).containsInstanceOf(KycRejectedException.class);
    }

    @Test
    void throwsWhatTheCallerMustFix() {
        KycSharingException unknown = failureAfter(Fault.RESET_AFTER_PROCESSING);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> client.resolveOutcome(ShareKycRequest.of("R-2", TestRecords.standard("42")), unknown));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.resolveOutcome(
                        ShareKycRequest.of(TestRecords.standard("42")), ResolveOptions.after(unknown)));
        assertThatExceptionOfType(KycValidationException.class)
                .isThrownBy(() -> client.resolveOutcome(
                        ShareKycRequest.of(KycInfo.builder().build()), unknown));
        assertThatExceptionOfType(KycValidationException.class)
                .isThrownBy(() -> client.resolveOutcome(
                        ShareKycRequest.builder().requestNo("R-1").build(),
                        new ResolveOptions(Evidence.CRASHED, Resubmission.NEVER, ONCE)));
        KycSharingException invalid = catchThrowableOfType(
                KycSharingException.class,
                () -> client.share(ShareKycRequest.of(KycInfo.builder().build())));
        assertThatIllegalArgumentException().isThrownBy(() -> client.resolveOutcome(REQUEST, invalid));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(KycNotSentException.class).isThrownBy(() -> client.resolveOutcome(REQUEST, unknown));
        assertThat(Thread.interrupted()).isTrue();
        client.close();
        assertThatExceptionOfType(KycNotSentException.class)
                .isThrownBy(() ->
                        client.resolveOutcome(REQUEST, new ResolveOptions(Evidence.CRASHED, Resubmission.NEVER, ONCE)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }
}
