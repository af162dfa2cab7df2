package io.github.kycsharing.submissions.internal.delivery;

import static io.github.kycsharing.submissions.internal.delivery.ClockedDelivery.BY;
import static io.github.kycsharing.submissions.internal.delivery.ClockedDelivery.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.command.Submissions;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.engine.Steps;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions of tasks against a real exchange and database; the exchange's ledger says what really happened. */
class ExecutionTest {
    private final ClockedDelivery fixture = new ClockedDelivery(TestDatabase.H2);

    @AfterEach
    void close() {
        fixture.close();
    }

    private UUID admitted(String customer) {
        UUID id = fixture.submit(customer);
        assertThat(fixture.admit()).isEqualTo(1);
        return id;
    }

    private LedgerEntry ledger(UUID id) {
        return fixture.exchange.ledgerEntry(fixture.row(id).requestNo()).orElseThrow();
    }

    private List<SubmissionState> history(UUID id) {
        return fixture.submissions.history(id).stream()
                .map(SubmissionEvent::state)
                .toList();
    }

    @Test
    void acceptedRecordIsDeliveredThenImported() {
        UUID id = admitted("C-1");

        Optional<Instant> next = fixture.execute(id);

        KycSubmission delivered = fixture.find(id);
        assertThat(delivered.state()).isEqualTo(SubmissionState.DELIVERED);
        assertThat(delivered.evidence()).isEqualTo(Evidence.ACCEPTED);
        assertThat(delivered.attempts()).isEqualTo(1);
        assertThat(delivered.deliveredAt()).isPresent();
        assertThat(fixture.row(id).inDelivery()).isFalse();
        fixture.clock.set(next.orElseThrow());
        assertThat(fixture.execute(id)).isEmpty();
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.store.body(id)).isEmpty();
        assertThat(history(id))
                .containsExactly(SubmissionState.QUEUED, SubmissionState.DELIVERED, SubmissionState.IMPORTED);
        assertThat(ledger(id).acceptedTimes()).isEqualTo(1);
        assertThat(fixture.logged()).isEmpty();
    }

    @Test
    void refusedRecordIsRejectedAndKeepsItsBody() {
        UUID id = admitted("C-1");
        fixture.exchange.faults().forCustomer("C-1").next(Fault.code("10040101"));

        assertThat(fixture.execute(id)).isEmpty();

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.REJECTED);
        assertThat(fixture.find(id).code()).contains("10040101");
        assertThat(fixture.find(id).evidence().isClean()).isTrue();
        assertThat(fixture.store.body(id)).isPresent();
    }

    @Test
    void lostResponseIsResolvedByQuery() {
        UUID id = admitted("C-1");
        fixture.exchange.faults().forCustomer("C-1").next(Fault.RESET_AFTER_PROCESSING);

        Instant next = fixture.execute(id).orElseThrow();

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(next).isAfter(fixture.clock.instant());
        fixture.clock.set(next);
        assertThat(fixture.execute(id)).isEmpty();
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.shares()).hasSize(1);
    }

    @Test
    void stalledResponseIsADoubt() {
        UUID id = admitted("C-1");
        fixture.exchange.faults().forCustomer("C-1").next(Fault.stallBeforeHeaders(Duration.ofSeconds(2)));

        fixture.execute(id);

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(fixture.find(id).evidence()).isEqualTo(Evidence.MAY_HAVE_ARRIVED);
    }

    @Test
    void lostRequestIsSentAgainWithTheSameBytes() {
        UUID id = admitted("C-1");
        fixture.exchange.faults().forCustomer("C-1").next(Fault.RESET_BEFORE_PROCESSING);

        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.shares()).hasSize(2);
        assertThat(fixture.shares().get(0).body())
                .isEqualTo(fixture.shares().get(1).body());
        assertThat(ledger(id).acceptedTimes()).isEqualTo(1);
    }

    @Test
    void usedUpNumberEndsUnresolved() {
        UUID id = admitted("C-1");
        fixture.exchange.faults().forCustomer("C-1").next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);

        fixture.pass(Duration.ofHours(73));

        assertThat(ledger(id).state()).isEqualTo(LedgerEntry.State.USED_UP);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNRESOLVED);
        assertThat(fixture.find(id).evidence()).isEqualTo(Evidence.SYSTEM_ERROR_POSSIBLE.and(Evidence.NUMBER_SEEN));
        assertThat(fixture.shares())
                .as("no third attempt after the number was seen")
                .hasSize(2);
        assertThat(fixture.logged()).singleElement().asString().contains("UNRESOLVED", "a person must decide");
        assertThat(fixture.store.body(id)).isPresent();
    }

    @Test
    void unresolvedNeedsAResponseOfTheLastQuery() {
        UUID id = admitted("C-1");
        fixture.exchange.faults().forCustomer("C-1").next(Fault.SYSTEM_ERROR_NUMBER_USED_UP);
        fixture.execute(id);
        fixture.exchange
                .faults()
                .forCall(ReceivedRequest.Call.SHARE_STATUS_QUERY)
                .always(Fault.SYSTEM_ERROR);

        fixture.pass(Duration.ofHours(80));

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNCERTAIN);
        fixture.exchange.faults().clear();
        fixture.pass(Duration.ofHours(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNRESOLVED);
    }

    @Test
    void unconfirmedNeedsAResponseOfTheLastQuery() {
        UUID id = admitted("C-1");
        fixture.execute(id);
        fixture.exchange
                .faults()
                .forCall(ReceivedRequest.Call.SHARE_STATUS_QUERY)
                .always(Fault.HTTP_502);

        fixture.clock.advance(POLICY.confirmWithin());
        fixture.execute(id);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.DELIVERED);

        fixture.exchange.faults().clear();
        fixture.clock.advance(Duration.ofHours(2));
        fixture.execute(id);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void duplicateOfAGeneratedNumberIsResolvedByQuery() {
        UUID id = admitted("C-1");
        fixture.client.deliver(
                fixture.client.restore(
                        fixture.row(id).requestNo(),
                        fixture.row(id).customer(),
                        fixture.cipher.decrypt(
                                fixture.store.body(id).orElseThrow(), Submissions.body(fixture.row(id)))),
                Evidence.NONE,
                DeliveryOptions.inherited());

        fixture.execute(id);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(fixture.find(id).evidence()).isEqualTo(Evidence.CRASHED.and(Evidence.NUMBER_SEEN));
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void duplicateOfACallersNumberIsForAPerson() {
        fixture.client.share(ShareKycRequest.of("R-1", TestRecords.standard("C-1")));
        UUID id = fixture.submit("R-1", "C-1");
        fixture.admit();

        assertThat(fixture.execute(id)).isEmpty();

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNRESOLVED);
        KycSubmission unresolved = fixture.find(id);
        fixture.submissions.resolveNow(id, unresolved.version(), BY);
        fixture.executeDue();
        assertThat(fixture.state(id)).as("the import may be of another record").isEqualTo(SubmissionState.UNRESOLVED);
        assertThat(fixture.submissions.history(id))
                .last()
                .satisfies(event -> assertThat(event.note().orElseThrow()).contains("Import status: SUCCESS"));
    }

    @Test
    void attemptOfAnEndedProcessIsACrash() {
        UUID id = admitted("C-1");
        fixture.use(null, step -> {
            if (step.equals("record")) {
                throw new OutOfMemoryError("the process ends here");
            }
        });
        assertThatThrownBy(() -> fixture.execute(id)).isInstanceOf(OutOfMemoryError.class);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.SENDING);
        fixture.use(null, Steps.NONE);

        Instant next = fixture.execute(id).orElseThrow();

        assertThat(next).isBeforeOrEqualTo(fixture.clock.instant());
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(fixture.find(id).evidence()).isEqualTo(Evidence.CRASHED);
        fixture.execute(id);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.shares()).hasSize(1);
    }

    @Test
    void resultOfAStolenClaimOverwritesNothing() {
        UUID id = admitted("C-1");
        SubmissionHandler other = fixture.handler(null, Steps.NONE);
        AtomicInteger calls = new AtomicInteger();
        fixture.use(null, step -> {
            if (step.equals("record") && calls.getAndIncrement() == 0) {
                other.execute(ClockedDelivery.ENTITY, id, fixture.clock.instant());
                other.execute(ClockedDelivery.ENTITY, id, fixture.clock.instant());
            }
        });

        fixture.execute(id);

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(history(id))
                .containsExactly(SubmissionState.QUEUED, SubmissionState.UNCERTAIN, SubmissionState.IMPORTED);
        assertThat(fixture.shares()).hasSize(1);
    }

    @Test
    void expiredClaimSendsNothing() {
        UUID id = admitted("C-1");

        fixture.execute(id, fixture.clock.instant().minus(POLICY.claim()).minusMillis(1));

        assertThat(fixture.shares()).isEmpty();
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.find(id).evidence().isClean()).isTrue();
        assertThat(fixture.row(id).inDelivery()).isFalse();
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void failedImportHasItsReasonEncrypted() {
        UUID id = admitted("C-1");
        fixture.exchange.imports().fail(fixture.row(id).requestNo(), "CANARY of the face");

        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORT_FAILED);
        SubmissionEvent last = fixture.submissions.history(id).get(2);
        assertThat(last.note()).contains("CANARY of the face");
        Ciphertext note = Objects.requireNonNull(fixture.store.events(id).get(2).note());
        assertThat(new String(note.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("CANARY");
        assertThat(fixture.store.body(id)).isPresent();
    }

    @Test
    void reasonOfAFailedImportIsLimited() {
        UUID id = admitted("C-1");
        fixture.exchange.imports().fail(fixture.row(id).requestNo(), "x".repeat(20_000));

        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.submissions.history(id).get(2).note()).contains("x".repeat(4_000));
    }

    @Test
    void unreadableBodyIsQuarantinedThenRetried() {
        UUID id = admitted("C-1");
        Ciphertext body = fixture.store.body(id).orElseThrow();
        fixture.store.replaceBody(id, new Ciphertext(body.keyId(), new byte[] {1, 2, 3}));

        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.QUARANTINED);
        assertThat(fixture.shares()).isEmpty();
        assertThat(fixture.find(id).attempts()).isZero();
        fixture.store.replaceBody(id, body);
        fixture.submissions.retry(id, fixture.find(id).version(), BY);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void expiredExecutionDoesNotTouchTheAttemptOfAnother() {
        UUID id = admitted("C-1");
        SubmissionRow sending = fixture.store
                .update(fixture.row(id).toBuilder()
                        .state(SubmissionState.SENDING)
                        .attempts(1)
                        .build())
                .orElseThrow();

        fixture.execute(id, fixture.clock.instant().minus(POLICY.claim()));

        assertThat(fixture.row(id)).isEqualTo(sending);
    }

    @Test
    void erasureDuringAnAttemptLosesNoResult() {
        UUID id = admitted("C-1");
        SubmissionRow sending = fixture.store
                .update(fixture.row(id).toBuilder()
                        .state(SubmissionState.SENDING)
                        .attempts(1)
                        .build())
                .orElseThrow();

        fixture.store.requestErasure(id, fixture.clock.instant());

        assertThat(fixture.row(id).version()).isEqualTo(sending.version());
        assertThat(new Transitions(POLICY)
                        .afterDelivery(
                                fixture.row(id),
                                new CallResult(CallResult.Kind.NOT_SENT, Evidence.NONE, null, null, LaneSignal.NONE),
                                fixture.clock.instant())
                        .row()
                        .state())
                .isEqualTo(SubmissionState.CANCELLED);
    }

    @Test
    void unknownKeyCountsNothing() {
        UUID id = admitted("C-1");
        Ciphertext body = fixture.store.body(id).orElseThrow();
        fixture.store.replaceBody(id, new Ciphertext(4711, body.bytes()));

        fixture.executeDue();

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.row(id).handlerFailures()).isZero();
        assertThat(fixture.row(id).inDelivery()).as("occupies the window").isFalse();
        fixture.store.replaceBody(id, body);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(fixture.admit()).isEqualTo(1);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void recordsOfACustomerAreDeliveredInOrder() {
        fixture.exchange.faults().forCustomer("C-1").next(3, Fault.RESET_BEFORE_PROCESSING);
        UUID first = fixture.submit(TestRecords.standard("C-1"));
        UUID second = fixture.submit("R-2", "C-1");
        UUID other = fixture.submit("C-2");

        assertThat(fixture.admit()).isEqualTo(2);
        fixture.executeDue();

        assertThat(fixture.state(other)).isEqualTo(SubmissionState.DELIVERED);
        assertThat(fixture.state(first)).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(fixture.row(second).inDelivery()).isFalse();
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.state(first)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.find(second).attempts()).isEqualTo(1);
        assertThat(fixture.find(first).deliveredAt().orElseThrow())
                .isBeforeOrEqualTo(fixture.find(second).deliveredAt().orElseThrow());
    }

    @Test
    void lateCommitOfAnEarlierRecordWaitsForTheSlot() {
        UUID first = fixture.submit("R-1", "C-1");
        UUID second = fixture.submit("R-2", "C-1");
        // As if the transaction of the first were committed after the second was admitted.
        fixture.store.update(fixture.row(second).toBuilder().inDelivery(true).build());

        assertThat(fixture.admit()).isZero();
        fixture.engine.arm(ClockedDelivery.ENTITY, second, fixture.clock.instant());
        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.find(first).deliveredAt()).isPresent();
        assertThat(fixture.find(second).deliveredAt()).isPresent();
    }

    @Test
    void refresherRebuildsTheRecordUntilItMayHaveArrived() {
        UUID id = admitted("C-1");
        AtomicInteger calls = new AtomicInteger();
        fixture.use(
                (submission, stored) -> {
                    String url = "https://cdn.example.com/front.jpg?token=" + calls.incrementAndGet();
                    return Optional.of(stored.toBuilder()
                            .identityInfo(Objects.requireNonNull(stored.identityInfo()).toBuilder()
                                    .frontFileUrl(url)
                                    .build())
                            .build());
                },
                Steps.NONE);
        fixture.exchange.faults().forCustomer("C-1").next(Fault.FORBIDDEN, Fault.RESET_BEFORE_PROCESSING);

        fixture.pass(Duration.ofMinutes(5));

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(calls).hasValue(2);
        assertThat(fixture.shares()).hasSize(3);
        assertThat(new String(fixture.shares().get(2).body(), StandardCharsets.UTF_8))
                .contains("token=2");
        assertThat(fixture.shares().get(1).body())
                .isEqualTo(fixture.shares().get(2).body());
    }

    @Test
    void refresherOfAnotherCustomerSendsNothing() {
        UUID id = admitted("C-1");
        fixture.use((submission, stored) -> Optional.of(TestRecords.standard("C-2")), Steps.NONE);

        fixture.pass(Duration.ofMinutes(1));

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.QUARANTINED);
        assertThat(fixture.shares()).isEmpty();
    }

    @Test
    void cancelledSubmissionIsNotSent() {
        UUID id = admitted("C-1");
        fixture.submissions.cancel(id, fixture.find(id).version(), BY);

        assertThat(fixture.execute(id)).isEmpty();

        assertThat(fixture.state(id)).isEqualTo(SubmissionState.CANCELLED);
        assertThat(fixture.shares()).isEmpty();
    }

    @Test
    void quarantineOfADeliveredOneKeepsItDelivered() {
        UUID id = admitted("C-1");
        fixture.execute(id);
        fixture.use(null, step -> {
            if (step.equals("query")) {
                throw new IllegalStateException("a defect");
            }
        });
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.QUARANTINED);
        fixture.use(null, Steps.NONE);

        assertThat(fixture.submissions.retry(id, fixture.find(id).version(), BY).state())
                .isEqualTo(SubmissionState.DELIVERED);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.row(id).nextCall()).isEqualTo(NextCall.NONE);
        assertThat(fixture.shares()).hasSize(1);
    }
}
