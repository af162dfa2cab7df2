package io.github.kycsharing.submissions.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.store.EventRow;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.spring.LogCapture;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Executions against the simulated exchange, whose ledger says what really happened. */
class SubmissionHandlerTest {
    private static final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(DeliveryFixture.ENTITY, DeliveryFixture.SECRET))
            .start();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private DeliveryFixture delivery;
    private LogCapture log;

    @BeforeEach
    void start() {
        exchange.reset();
        log = new LogCapture(Level.WARN, "io.github.kycsharing.submissions");
        delivery = new DeliveryFixture(exchange);
    }

    @AfterEach
    void stop() {
        delivery.close();
        log.close();
    }

    @AfterAll
    static void stopExchange() {
        exchange.close();
    }

    @Test
    void deliversAndConfirms() {
        UUID id = delivery.submit("1");
        delivery.run();
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.DELIVERED);
        assertThat(delivery.row(id).inDelivery()).isFalse();
        assertThat(delivery.hasBody(id)).isTrue();

        delivery.run(MINUTE, Duration.ofSeconds(2));
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORTED);
        assertThat(delivery.row(id).open()).isFalse();
        assertThat(delivery.hasBody(id)).isFalse();
        assertThat(delivery.tasks).isEmpty();
        assertThat(delivery.submissions.history(id))
                .extracting(SubmissionEvent::state)
                .containsExactly(SubmissionState.QUEUED, SubmissionState.DELIVERED, SubmissionState.IMPORTED);
        assertThat(ledger(id)).isEqualTo(LedgerEntry.State.ACCEPTED);
    }

    @Test
    void rejectsAndKeepsTheBody() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.code("10040101"));
        UUID id = delivery.submit("1");
        delivery.run();

        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.REJECTED);
        assertThat(delivery.row(id).evidence()).isEqualTo(Evidence.NONE);
        assertThat(delivery.hasBody(id)).isTrue();
        assertThat(delivery.tasks).isEmpty();
    }

    @Test
    void queriesWhatWasProcessedWithoutResponse() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.RESET_AFTER_PROCESSING);
        UUID id = delivery.submit("1");
        delivery.run();
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(delivery.row(id).inDelivery()).isTrue();

        delivery.run(MINUTE, Duration.ofSeconds(2));
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORTED);
        assertThat(delivery.row(id).attempts()).isEqualTo(1);
    }

    @Test
    void resumesWhatDidNotArrive() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.RESET_BEFORE_PROCESSING);
        UUID id = delivery.submit("1");
        delivery.run(MINUTE, Duration.ofSeconds(2));

        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORTED);
        assertThat(delivery.row(id).attempts()).isEqualTo(2);
    }

    @Test
    void leavesAUsedUpNumberToAPerson() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        UUID id = delivery.submit("1");
        delivery.run(Duration.ofHours(4), MINUTE);

        SubmissionRow row = delivery.row(id);
        assertThat(row.state()).isEqualTo(SubmissionState.UNRESOLVED);
        assertThat(row.evidence().numberSeen()).isTrue();
        assertThat(row.attempts()).isEqualTo(2);
        assertThat(ledger(id)).isEqualTo(LedgerEntry.State.USED_UP);
        assertThat(log.lines()).singleElement().asString().contains(row.requestNo(), "UNRESOLVED");
    }

    @Test
    void needsAResponseToLeaveADoubtToAPerson() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        UUID id = delivery.submit("1");
        delivery.run();
        exchange.faults().forAll().always(Fault.HTTP_503);
        delivery.run(Duration.ofHours(12), Duration.ofMinutes(5));
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.UNCERTAIN);

        exchange.faults().clear();
        delivery.run(Duration.ofHours(1), MINUTE);
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.UNRESOLVED);
    }

    @Test
    void resolvesADuplicateOfAGeneratedNumber() {
        UUID id = delivery.submit("1");
        shareElsewhere(delivery.row(id).requestNo(), "1");
        delivery.run();
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(delivery.row(id).evidence()).isEqualTo(Evidence.CRASHED.and(Evidence.NUMBER_SEEN));

        delivery.run(MINUTE, Duration.ofSeconds(2));
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void leavesADuplicateOfACallersNumberToAPerson() {
        shareElsewhere("CALLERSNUMBER1", "1");
        UUID id = delivery.submit("CALLERSNUMBER1", "1");
        delivery.run(MINUTE, Duration.ofSeconds(2));
        SubmissionRow row = delivery.row(id);
        assertThat(row.state()).isEqualTo(SubmissionState.UNRESOLVED);
        assertThat(row.numberDisputed()).isTrue();

        delivery.submissions.resolveNow(id, row.version(), DeliveryFixture.BY);
        delivery.run();
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.UNRESOLVED);
        assertThat(delivery.row(id).nextCall()).isEqualTo(NextCall.NONE);
        assertThat(delivery.submissions.history(id).stream().flatMap(event -> event.note().stream()))
                .contains("Import status: SUCCESS");
    }

    @Test
    void treatsACrashAsADoubt() {
        for (String step : new String[] {"deliver", "record"}) {
            UUID id = delivery.submit(step);
            delivery.lanes.admit(DeliveryFixture.ENTITY);
            delivery.crashBefore(step, id);
            assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.SENDING);

            delivery.execute(id);
            assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.UNCERTAIN);
            assertThat(delivery.row(id).evidence()).isEqualTo(Evidence.CRASHED);

            delivery.run(MINUTE, Duration.ofSeconds(2));
            assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORTED);
            assertThat(delivery.row(id).attempts()).isEqualTo(step.equals("deliver") ? 2 : 1);
        }
    }

    @Test
    void losesNothingInACrashAroundTheCall() {
        for (String step : new String[] {"refresh", "begin", "call", "signal", "end"}) {
            UUID id = delivery.submit(step);
            delivery.lanes.admit(DeliveryFixture.ENTITY);
            delivery.crashBefore(step, id);
            delivery.tasks.put(id, delivery.now());
            delivery.run(MINUTE, Duration.ofSeconds(2));
            assertThat(delivery.row(id).state()).as(step).isEqualTo(SubmissionState.IMPORTED);
        }
    }

    @Test
    void overwritesNothingAfterItsClaimWasTaken() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.code("10040101"));
        UUID id = delivery.submit("1");
        delivery.lanes.admit(DeliveryFixture.ENTITY);
        SubmissionRow[] taken = new SubmissionRow[1];
        delivery.onStep(
                "record",
                () -> taken[0] = delivery.change(
                        id,
                        row -> row.state(SubmissionState.UNCERTAIN)
                                .evidence(Evidence.CRASHED)
                                .nextCall(NextCall.QUERY)));
        delivery.execute(id);

        assertThat(delivery.row(id)).isEqualTo(taken[0]);
    }

    @Test
    void sendsNothingAfterItsClaim() {
        UUID id = delivery.submit("1");
        delivery.lanes.admit(DeliveryFixture.ENTITY);
        delivery.execute(id, delivery.now().minus(DeliveryFixture.POLICY.claim().plusSeconds(1)));

        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(delivery.row(id).evidence()).isEqualTo(Evidence.NONE);
        assertThat(exchange.journal().isEmpty()).isTrue();
    }

    @Test
    void deliversACustomersSubmissionsInOrder() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.RESET_BEFORE_PROCESSING);
        UUID first = delivery.submit("ORDERONE", "1");
        UUID second = delivery.submit("ORDERTWO", "1");
        delivery.run();
        assertThat(delivery.row(first).state()).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(delivery.row(second).attempts()).isZero();

        delivery.run(MINUTE, Duration.ofSeconds(2));
        assertThat(delivery.row(first).deliveredAt())
                .isBeforeOrEqualTo(delivery.row(second).firstAttemptAt());
        assertThat(delivery.row(second).state()).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void encryptsWhyAnImportFailed() {
        exchange.imports().failNextOfCustomer("1", "passport 4711 is not readable");
        UUID id = delivery.submit("1");
        delivery.run(MINUTE, Duration.ofSeconds(2));

        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORT_FAILED);
        assertThat(delivery.hasBody(id)).isTrue();
        SubmissionEvent last = delivery.submissions.history(id).get(2);
        assertThat(last.note()).contains("passport 4711 is not readable");
        List<EventRow> events = Objects.requireNonNull(delivery.tx.execute(status -> delivery.store.events(id)));
        Ciphertext stored = Objects.requireNonNull(events.get(2).note());
        assertThat(new String(stored.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("4711");
    }

    @Test
    void quarantinesWhatItCannotRead() {
        UUID id = delivery.submit("1");
        UUID other = delivery.submit("2");
        delivery.tx.executeWithoutResult(status ->
                delivery.store.replaceBody(id, delivery.store.body(other).orElseThrow()));
        delivery.run(MINUTE, Duration.ofSeconds(2));

        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.QUARANTINED);
        assertThat(delivery.row(id).attempts()).isZero();
        assertThat(delivery.row(other).state()).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void countsNoFailureForAnUnknownKey() {
        UUID id = delivery.submit("1");
        delivery.tx.executeWithoutResult(status -> delivery.store.replaceBody(id, new Ciphertext(42, new byte[] {1})));
        delivery.run(Duration.ofMinutes(10), MINUTE);

        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(delivery.row(id).handlerFailures()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void endsUnconfirmedAfterALastResponse() {
        exchange.faults().forCall(ReceivedRequest.Call.SHARE_STATUS_QUERY).always(Fault.HTTP_503);
        UUID id = delivery.submit("1");
        delivery.run(Duration.ofDays(2), Duration.ofMinutes(30));
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.DELIVERED);

        exchange.faults()
                .clear()
                .forCall(ReceivedRequest.Call.SHARE_STATUS_QUERY)
                .always(Fault.code("10040101"));
        delivery.run(Duration.ofHours(2), Duration.ofMinutes(30));
        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.UNCONFIRMED);
        assertThat(delivery.hasBody(id)).isFalse();
    }

    @Test
    void sendsARefreshedRecordOnFirstAttemptOnly() {
        delivery.close();
        int[] calls = new int[1];
        delivery = new DeliveryFixture(exchange.baseUrl(), (submission, stored) -> {
            calls[0]++;
            KycInfo fresh = stored.toBuilder()
                    .basicInfo(Objects.requireNonNull(stored.basicInfo()).toBuilder()
                            .middleName("FRESH")
                            .build())
                    .build();
            return Optional.of(fresh);
        });
        exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.RESET_BEFORE_PROCESSING);
        UUID id = delivery.submit("1");
        delivery.run(MINUTE, Duration.ofSeconds(2));

        assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORTED);
        assertThat(calls[0]).isEqualTo(1);
        assertThat(exchange.journal().ofCall(ReceivedRequest.Call.SHARE))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.bodyText()).contains("FRESH"));
    }

    private void shareElsewhere(String requestNo, String customer) {
        delivery.client.share(ShareKycRequest.of(requestNo, TestRecords.standard(customer)));
    }

    private LedgerEntry.State ledger(UUID id) {
        return exchange.ledgerEntry(delivery.row(id).requestNo()).orElseThrow().state();
    }
}
