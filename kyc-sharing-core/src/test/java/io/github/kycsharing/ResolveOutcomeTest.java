package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.OutcomeResolution.Outcome;
import io.github.kycsharing.ResolveOptions.Resubmission;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.LevelStatus;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareOutcome;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.LedgerEntry.State;
import io.github.kycsharing.test.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Resolves the unknown outcome of a submission. */
@Timeout(60)
class ResolveOutcomeTest extends AgainstSimulator {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));
    private static final DeliveryOptions ONCE =
            DeliveryOptions.builder().maxAttempts(1).build();

    private KycOutcomeUnknownException unknownAfter(Fault... faults) {
        exchange.faults().next(faults);
        return catchThrowableOfType(
                KycOutcomeUnknownException.class,
                () -> client.share(
                        REQUEST,
                        DeliveryOptions.builder().maxAttempts(faults.length).build()));
    }

    private List<ReceivedRequest.Call> calls() {
        return exchange.journal().requests().stream().map(ReceivedRequest::call).toList();
    }

    private static final ReceivedRequest.Call SHARE = ReceivedRequest.Call.SHARE;
    private static final ReceivedRequest.Call STATUS_QUERY = ReceivedRequest.Call.STATUS_QUERY;

    @Test
    void arrivedSubmissionIsReceivedWithItsStatus() {
        OutcomeResolution resolution = client.resolveOutcome(REQUEST, unknownAfter(Fault.RESET_AFTER_PROCESSING));

        assertThat(resolution.outcome()).isEqualTo(Outcome.RECEIVED);
        assertThat(resolution.isThisRequest()).isTrue();
        assertThat(resolution.isKnownToExchange()).isTrue();
        assertThat(resolution.share().orElseThrow().outcome()).isEqualTo(ShareOutcome.RECEIVED);
        assertThat(resolution.status().flatMap(KycStatus::levelStatus)).contains(LevelStatus.PROCESS);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY);
    }

    @Test
    void lostSubmissionIsAcceptedWhenResolved() {
        OutcomeResolution resolution = client.resolveOutcome(
                ShareKycRequest.of(TestRecords.standard("42")), unknownAfter(Fault.RESET_BEFORE_PROCESSING));

        assertThat(resolution.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(resolution.isThisRequest()).isTrue();
        assertThat(resolution.status()).isEmpty();
        assertThat(resolution.lastFailure()).isEmpty();
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().acceptedTimes()).isEqualTo(1);
        assertThat(calls()).containsExactly(SHARE, SHARE);
    }

    @Test
    void queriesTheStatusIfResumingIsInconclusive() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_BEFORE_PROCESSING);
        exchange.faults().next(Fault.code("10040101"));
        OutcomeResolution refused = client.resolveOutcome(REQUEST, unknown);
        assertThat(refused.outcome()).isEqualTo(Outcome.CUSTOMER_NOT_FOUND);
        assertThat(refused.isKnownToExchange()).isFalse();
        assertThat(refused.share()).isEmpty();
        assertThat(refused.lastFailure()).containsInstanceOf(KycOutcomeUnknownException.class);

        exchange.status("42").set(ExchangeStatus.PASS);
        exchange.faults().next(Fault.code("10040101"));
        OutcomeResolution known = client.resolveOutcome(REQUEST, unknown);
        assertThat(known.outcome()).isEqualTo(Outcome.CUSTOMER_FOUND);
        assertThat(known.isKnownToExchange()).isTrue();
        assertThat(known.isThisRequest()).isFalse();
        assertThat(known.status().orElseThrow().isPassed()).isTrue();
    }

    @Test
    void doesNotResubmitAfterASystemError() {
        KycOutcomeUnknownException unknown =
                unknownAfter(Fault.SYSTEM_ERROR_NUMBER_USED_UP, Fault.RESET_BEFORE_PROCESSING);
        assertThat(unknown.systemErrorSeen()).isTrue();
        assertThat(client.resolveOutcome(REQUEST, unknown).outcome()).isEqualTo(Outcome.CUSTOMER_NOT_FOUND);
        exchange.status("42").set(ExchangeStatus.REVIEW);
        assertThat(client.resolveOutcome(REQUEST, unknown).outcome()).isEqualTo(Outcome.CUSTOMER_FOUND);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY, STATUS_QUERY);
    }

    @Test
    void duplicateAfterSystemErrorProvesNothingWithResubmission() {
        KycOutcomeUnknownException unknown =
                unknownAfter(Fault.SYSTEM_ERROR_NUMBER_USED_UP, Fault.RESET_BEFORE_PROCESSING);
        ResolveOptions always = ResolveOptions.after(unknown).withResubmission(Resubmission.ALWAYS);

        OutcomeResolution resolution = client.resolveOutcome(REQUEST, always);
        assertThat(resolution.outcome()).isEqualTo(Outcome.CUSTOMER_NOT_FOUND);
        assertThat(resolution.share()).isEmpty();
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().state()).isEqualTo(State.USED_UP);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY, SHARE, STATUS_QUERY);
    }

    @Test
    void resubmissionAlwaysResendsAfterASystemErrorIfNotFound() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.SYSTEM_ERROR, Fault.RESET_BEFORE_PROCESSING);
        ResolveOptions always = ResolveOptions.after(unknown).withResubmission(Resubmission.ALWAYS);

        assertThat(client.resolveOutcome(REQUEST, always).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(client.resolveOutcome(REQUEST, always).outcome()).isEqualTo(Outcome.CUSTOMER_FOUND);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY, SHARE, STATUS_QUERY);
    }

    @Test
    void resubmissionNeverSendsNothing() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_BEFORE_PROCESSING);
        ResolveOptions never = ResolveOptions.after(unknown).withResubmission(Resubmission.NEVER);

        assertThat(client.resolveOutcome(REQUEST, never).outcome()).isEqualTo(Outcome.CUSTOMER_NOT_FOUND);
        assertThat(calls()).containsExactly(SHARE, STATUS_QUERY);
    }

    @Test
    void outcomeStaysUnknownWithoutEvidence() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_AFTER_PROCESSING);
        exchange.faults().forCustomer("42").always(Fault.SYSTEM_ERROR);
        OutcomeResolution resolution =
                client.resolveOutcome(REQUEST, new ResolveOptions(false, Resubmission.IF_CONCLUSIVE, ONCE));
        assertThat(resolution.outcome()).isEqualTo(Outcome.STILL_UNKNOWN);
        assertThat(resolution.isKnownToExchange()).isFalse();
        assertThat(resolution.lastFailure()).containsInstanceOf(KycRejectedException.class);
        assertThat(unknown.requestNo()).isEqualTo("R-1");

        exchange.faults().clear();
        exchange.faults()
                .forStatusQueries()
                .next(Fault.response(
                        200, "application/json", "{\"code\":\"000000\"}".getBytes(StandardCharsets.UTF_8)));
        OutcomeResolution nothingSaid =
                client.resolveOutcome(REQUEST, new ResolveOptions(true, Resubmission.IF_CONCLUSIVE, ONCE));
        assertThat(nothingSaid.outcome()).isEqualTo(Outcome.STILL_UNKNOWN);
        assertThat(nothingSaid.status()).isPresent();
    }

    @Test
    void throwsWhatTheCallerMustFix() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_AFTER_PROCESSING);
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
                        new ResolveOptions(true, Resubmission.NEVER, ONCE)));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(KycOutcomeUnknownException.class)
                .isThrownBy(() -> client.resolveOutcome(REQUEST, unknown));
        assertThat(Thread.interrupted()).isTrue();
        client.close();
        assertThatExceptionOfType(KycNotSentException.class)
                .isThrownBy(() -> client.resolveOutcome(REQUEST, new ResolveOptions(true, Resubmission.NEVER, ONCE)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }
}
