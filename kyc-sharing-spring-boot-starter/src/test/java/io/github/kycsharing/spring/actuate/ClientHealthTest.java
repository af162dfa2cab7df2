package io.github.kycsharing.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptKind;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spring.ObservedClient;
import io.github.kycsharing.spring.SteppingClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.health.contributor.Status;

class ClientHealthTest {
    private final SteppingClock clock = new SteppingClock();
    private final ClientOutcomes outcomes = new ClientOutcomes(
            new ObservedClient("default", "BROKERKEY", BrokerType.STANDARD, "https://cb.link-kycapi.com"), clock);
    private final ClientHealth health =
            new ClientHealth(outcomes, new KycSharingHealthProperties(true, 3, Duration.ofMinutes(5)));

    @Test
    void isUnknownWithoutCalls() {
        assertThat(status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void isUpOnceTheExchangeHasResponded() {
        call(AttemptKind.ACCEPTED);
        assertThat(status()).isEqualTo(Status.UP);
        clock.pass(Duration.ofMinutes(5));
        assertThat(status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void isDownOnlyIfTheLastCallsAllHadNoResponse() {
        call(AttemptKind.ACCEPTED);
        call(AttemptKind.NO_RESPONSE);
        call(AttemptKind.NOT_CONNECTED);
        assertThat(status()).isEqualTo(Status.UP);
        call(AttemptKind.NOT_CONNECTED);
        assertThat(status()).isEqualTo(Status.DOWN);
        call(AttemptKind.REJECTED);
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void ignoresFailuresOlderThanTheWindow() {
        call(AttemptKind.NO_RESPONSE);
        clock.pass(Duration.ofMinutes(4));
        call(AttemptKind.NO_RESPONSE);
        call(AttemptKind.NO_RESPONSE);
        assertThat(status()).isEqualTo(Status.DOWN);
        clock.pass(Duration.ofMinutes(1));
        assertThat(status()).isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(AttemptKind.class)
    void countsResponsesOfTheExchangeOnly(AttemptKind kind) {
        boolean responded = switch (kind) {
            case ACCEPTED, DUPLICATE, REJECTED, SYSTEM_ERROR -> true;
            case ACCESS_DENIED, NOT_CONNECTED, NO_RESPONSE, UNREADABLE -> false;
        };
        call(kind);
        call(kind);
        call(kind);
        assertThat(status()).isEqualTo(responded ? Status.UP : Status.DOWN);
    }

    @Test
    void countsACallAsReachedIfOneAttemptReachedTheExchange() {
        for (int i = 0; i < 3; i++) {
            call(AttemptKind.SYSTEM_ERROR, AttemptKind.NO_RESPONSE);
        }
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void ignoresCallsWithoutAnAttempt() {
        for (int i = 0; i < 3; i++) {
            call();
        }
        assertThat(status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcomes.counts()).containsEntry(CallOutcome.NOT_SENT, 3L);
    }

    @Test
    void showsDetails() {
        call(AttemptKind.ACCEPTED);
        call(AttemptKind.NOT_CONNECTED);
        assertThat(health.health().getDetails())
                .containsEntry("callsWithoutContact", 1)
                .containsEntry("lastContact", clock.instant())
                .containsEntry(
                        "recentOutcomes",
                        Map.of(
                                "accepted", 1L,
                                "rejected", 0L,
                                "not_sent", 1L,
                                "outcome_unknown", 0L,
                                "succeeded", 0L,
                                "no_response", 0L));
    }

    @Test
    void countsOutcomesOfTheLastQuarterOfAnHour() {
        call(AttemptKind.ACCEPTED);
        clock.pass(Duration.ofMinutes(14));
        call(AttemptKind.ACCEPTED);
        assertThat(outcomes.counts()).containsEntry(CallOutcome.ACCEPTED, 2L);
        clock.pass(Duration.ofMinutes(1));
        assertThat(outcomes.counts()).containsEntry(CallOutcome.ACCEPTED, 1L);
        call(AttemptKind.ACCEPTED);
        assertThat(outcomes.counts()).containsEntry(CallOutcome.ACCEPTED, 2L);
        clock.pass(Duration.ofDays(1));
        assertThat(outcomes.counts()).containsEntry(CallOutcome.ACCEPTED, 0L);
    }

    @Test
    void keepsAsManyFailuresAsConfigured() {
        for (int i = 0; i < 1000; i++) {
            call(AttemptKind.NO_RESPONSE);
        }
        assertThat(health.health().getDetails())
                .containsEntry("callsWithoutContact", ExchangeReachability.MAX_FAILURES);
    }

    @Test
    void refusesAThresholdOutOfRange() {
        Duration window = Duration.ofMinutes(5);
        assertThatIllegalArgumentException().isThrownBy(() -> new KycSharingHealthProperties(true, 0, window));
        assertThatIllegalArgumentException().isThrownBy(() -> new KycSharingHealthProperties(true, 101, window));
        assertThatIllegalArgumentException().isThrownBy(() -> new KycSharingHealthProperties(true, 5, Duration.ZERO));
        assertThat(new KycSharingHealthProperties(true, 100, window).failures()).isEqualTo(100);
    }

    private Status status() {
        return health.health().getStatus();
    }

    private void call(AttemptKind... kinds) {
        CallObservation call = outcomes.onCallStarted(Operation.SHARE);
        boolean accepted = false;
        for (int i = 0; i < kinds.length; i++) {
            call.onAttemptStarted("R-1", i + 1)
                    .onCompleted(new AttemptReport(kinds[i], OptionalInt.empty(), Optional.empty()));
            accepted = kinds[i] == AttemptKind.ACCEPTED;
        }
        if (accepted) {
            call.onSuccess("R-1");
        } else {
            call.onFailure(new KycNotSentException(
                    KycNotSentException.Reason.NO_CONNECTION, "not sent", FailureContext.notAttempted("R-1"), null));
        }
        call.onCompleted();
    }
}
