package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.delivery.DeliveryOptions;
import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycNotSentException.Reason;
import io.github.kycsharing.error.KycOutcomeUnknownException;
import io.github.kycsharing.error.KycRejectedException;
import io.github.kycsharing.error.KycValidationException;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.status.KycStatus;
import io.github.kycsharing.status.LevelStatus;
import io.github.kycsharing.status.SettleOptions;
import io.github.kycsharing.status.SettleOptions.Resubmission;
import io.github.kycsharing.status.Settlement;
import io.github.kycsharing.status.Settlement.Finding;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.ExchangeStatus;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry.State;
import io.github.kycsharing.test.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one call finds out about a submission whose outcome is unknown. */
@Timeout(60)
class SettleTest {
    private static final ShareKycRequest REQUEST = ShareKycRequest.of("R-1", TestRecords.standard("42"));
    private static final DeliveryOptions ONCE =
            DeliveryOptions.builder().maxAttempts(1).build();

    private final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(TestRecords.KEY, TestRecords.SECRET))
            .start();
    private final KycSharingClient client =
            TestClients.standard(exchange.baseUrl()).build();

    @AfterEach
    void close() {
        client.close();
        exchange.close();
    }

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
    void aSubmissionThatArrivedIsReceivedAndItsStatusTold() {
        Settlement settlement = client.settle(REQUEST, unknownAfter(Fault.RESET_AFTER_PROCESSING));

        assertThat(settlement.finding()).isEqualTo(Finding.RECEIVED);
        assertThat(settlement.isThisRequest()).isTrue();
        assertThat(settlement.isKnownToExchange()).isTrue();
        assertThat(settlement.share().orElseThrow().verdict()).isEqualTo(Verdict.RECEIVED);
        assertThat(settlement.status().flatMap(KycStatus::levelStatus)).contains(LevelStatus.PROCESS);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY);
    }

    @Test
    void aSubmissionThatNeverArrivedIsAcceptedNow() {
        Settlement settlement = client.settle(
                ShareKycRequest.of(TestRecords.standard("42")), unknownAfter(Fault.RESET_BEFORE_PROCESSING));

        assertThat(settlement.finding()).isEqualTo(Finding.ACCEPTED);
        assertThat(settlement.isThisRequest()).isTrue();
        assertThat(settlement.status()).isEmpty();
        assertThat(settlement.lastFailure()).isEmpty();
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().acceptedTimes()).isEqualTo(1);
        assertThat(calls()).containsExactly(SHARE, SHARE);
    }

    @Test
    void whereResumingSettlesNothingTheStatusTells() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_BEFORE_PROCESSING);
        exchange.faults().next(Fault.code("10040101"));
        Settlement refused = client.settle(REQUEST, unknown);
        assertThat(refused.finding()).isEqualTo(Finding.NOT_KNOWN);
        assertThat(refused.isKnownToExchange()).isFalse();
        assertThat(refused.share()).isEmpty();
        assertThat(refused.lastFailure()).containsInstanceOf(KycOutcomeUnknownException.class);

        exchange.status("42").set(ExchangeStatus.PASS);
        exchange.faults().next(Fault.code("10040101"));
        Settlement known = client.settle(REQUEST, unknown);
        assertThat(known.finding()).isEqualTo(Finding.KNOWN);
        assertThat(known.isKnownToExchange()).isTrue();
        assertThat(known.isThisRequest()).isFalse();
        assertThat(known.status().orElseThrow().isPassed()).isTrue();
    }

    @Test
    void afterASystemErrorNothingIsSentAgain() {
        KycOutcomeUnknownException unknown =
                unknownAfter(Fault.SYSTEM_ERROR_NUMBER_USED_UP, Fault.RESET_BEFORE_PROCESSING);
        assertThat(unknown.systemErrorSeen()).isTrue();
        assertThat(client.settle(REQUEST, unknown).finding()).isEqualTo(Finding.NOT_KNOWN);
        exchange.status("42").set(ExchangeStatus.REVIEW);
        assertThat(client.settle(REQUEST, unknown).finding()).isEqualTo(Finding.KNOWN);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY, STATUS_QUERY);
    }

    @Test
    void aDuplicateAfterASystemErrorProvesNothingEvenIfItIsSentOnDemand() {
        KycOutcomeUnknownException unknown =
                unknownAfter(Fault.SYSTEM_ERROR_NUMBER_USED_UP, Fault.RESET_BEFORE_PROCESSING);
        SettleOptions always = SettleOptions.after(unknown).withResubmission(Resubmission.ALWAYS);

        Settlement settlement = client.settle(REQUEST, always);
        assertThat(settlement.finding()).isEqualTo(Finding.NOT_KNOWN);
        assertThat(settlement.share()).isEmpty();
        assertThat(exchange.ledgerEntry("R-1").orElseThrow().state()).isEqualTo(State.USED_UP);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY, SHARE, STATUS_QUERY);
    }

    @Test
    void onDemandASubmissionIsSentAgainAfterASystemErrorIfNobodyKnowsTheCustomer() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.SYSTEM_ERROR, Fault.RESET_BEFORE_PROCESSING);
        SettleOptions always = SettleOptions.after(unknown).withResubmission(Resubmission.ALWAYS);

        assertThat(client.settle(REQUEST, always).finding()).isEqualTo(Finding.ACCEPTED);
        assertThat(client.settle(REQUEST, always).finding()).isEqualTo(Finding.KNOWN);
        assertThat(calls()).containsExactly(SHARE, SHARE, STATUS_QUERY, SHARE, STATUS_QUERY);
    }

    @Test
    void onDemandNothingIsSentAgain() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_BEFORE_PROCESSING);
        SettleOptions never = SettleOptions.after(unknown).withResubmission(Resubmission.NEVER);

        assertThat(client.settle(REQUEST, never).finding()).isEqualTo(Finding.NOT_KNOWN);
        assertThat(calls()).containsExactly(SHARE, STATUS_QUERY);
    }

    @Test
    void whatNeitherWayTellsIsStillUnknown() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_AFTER_PROCESSING);
        exchange.faults().forCustomer("42").always(Fault.SYSTEM_ERROR);
        Settlement settlement = client.settle(REQUEST, new SettleOptions(false, Resubmission.IF_IT_PROVES, ONCE));
        assertThat(settlement.finding()).isEqualTo(Finding.STILL_UNKNOWN);
        assertThat(settlement.isKnownToExchange()).isFalse();
        assertThat(settlement.lastFailure()).containsInstanceOf(KycRejectedException.class);
        assertThat(unknown.requestNo()).isEqualTo("R-1");

        exchange.faults().clear();
        exchange.faults()
                .forStatusQueries()
                .next(Fault.answer(200, "application/json", "{\"code\":\"000000\"}".getBytes(StandardCharsets.UTF_8)));
        Settlement nothingSaid = client.settle(REQUEST, new SettleOptions(true, Resubmission.IF_IT_PROVES, ONCE));
        assertThat(nothingSaid.finding()).isEqualTo(Finding.STILL_UNKNOWN);
        assertThat(nothingSaid.status()).isPresent();
    }

    @Test
    void whatIsTheCallersToMendIsThrown() {
        KycOutcomeUnknownException unknown = unknownAfter(Fault.RESET_AFTER_PROCESSING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.settle(ShareKycRequest.of("R-2", TestRecords.standard("42")), unknown));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        client.settle(ShareKycRequest.of(TestRecords.standard("42")), SettleOptions.after(unknown)));
        assertThatExceptionOfType(KycValidationException.class)
                .isThrownBy(
                        () -> client.settle(ShareKycRequest.of(KycInfo.builder().build()), unknown));
        assertThatExceptionOfType(KycValidationException.class)
                .isThrownBy(() -> client.settle(
                        ShareKycRequest.builder().requestNo("R-1").build(),
                        new SettleOptions(true, Resubmission.NEVER, ONCE)));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(KycOutcomeUnknownException.class).isThrownBy(() -> client.settle(REQUEST, unknown));
        assertThat(Thread.interrupted()).isTrue();
        client.close();
        assertThatExceptionOfType(KycNotSentException.class)
                .isThrownBy(() -> client.settle(REQUEST, new SettleOptions(true, Resubmission.NEVER, ONCE)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }
}
