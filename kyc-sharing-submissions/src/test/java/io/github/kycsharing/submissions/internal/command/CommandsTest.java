package io.github.kycsharing.submissions.internal.command;

import static io.github.kycsharing.submissions.internal.command.CommandDatabase.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.submissions.Erasure;
import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.SubmissionCommand;
import io.github.kycsharing.submissions.SubmissionEvent;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.crypto.Keysets;
import io.github.kycsharing.submissions.internal.store.NextCall;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command in every state, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CommandsTest {
    private static final String KEYSET = Keysets.generate();
    private static final Intervention BY = new Intervention("jane", "a reason");

    private final CommandDatabase fixture;

    CommandsTest(TestDatabase database) {
        fixture = new CommandDatabase(database, KEYSET);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private UUID submit(String customer) {
        return fixture.submissions
                .submit(CLIENT, TestRecords.standard(customer))
                .id();
    }

    /** A submission as the delivery would have left it. */
    private UUID submit(String customer, SubmissionState state, Evidence evidence) {
        UUID id = submit(customer);
        boolean terminal = state.isTerminal();
        fixture.change(
                id,
                row -> row.state(state)
                        .evidence(evidence)
                        .open(!terminal)
                        .inDelivery(state.holdsCustomer() && state != SubmissionState.QUEUED)
                        .endedAt(terminal ? Instant.now() : null)
                        .nextCall(terminal ? NextCall.NONE : NextCall.QUERY)
                        .dueAt(null));
        return id;
    }

    private KycSubmission execute(SubmissionCommand command, UUID id, long version) {
        return switch (command) {
            case CANCEL -> fixture.submissions.cancel(id, version, BY);
            case RETRY -> fixture.submissions.retry(id, version, BY);
            case RESOLVE_NOW -> fixture.submissions.resolveNow(id, version, BY);
            case RESUBMIT -> fixture.submissions.resubmit(id, version, BY);
            case CLOSE -> fixture.submissions.close(id, version, BY);
        };
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(KycSubmissionException.class))
                .extracting(KycSubmissionException::reason)
                .isEqualTo(reason);
    }

    @Test
    void eachStateAllowsItsCommandsAndRefusesTheOthers() {
        int customer = 0;
        for (SubmissionState state : SubmissionState.values()) {
            for (SubmissionCommand command : SubmissionCommand.values()) {
                UUID id = submit("C-" + customer++, state, Evidence.NONE);
                KycSubmission before = fixture.submissions.find(id).orElseThrow();
                int history = fixture.submissions.history(id).size();
                if (before.commands().contains(command)) {
                    execute(command, id, before.version());
                    if (command != SubmissionCommand.RESUBMIT) {
                        assertThat(fixture.submissions.history(id))
                                .hasSize(history + 1)
                                .last()
                                .satisfies(event -> assertThat(event.actor()).contains("jane"))
                                .satisfies(event -> assertThat(event.note()).contains("a reason"));
                        assertThat(fixture.row(id).version()).isGreaterThan(before.version());
                    }
                } else {
                    assertRefused(Reason.STATE_NOT_ALLOWED, () -> execute(command, id, before.version()));
                    assertThat(fixture.submissions.find(id)).contains(before);
                    assertThat(fixture.submissions.history(id)).hasSize(history);
                }
            }
        }
    }

    @Test
    void commandOnAnOlderVersionIsRefused() {
        for (SubmissionCommand command : SubmissionCommand.values()) {
            UUID id = submit("C-" + command, SubmissionState.UNRESOLVED, Evidence.MAY_HAVE_ARRIVED);

            assertRefused(
                    Reason.VERSION_CONFLICT,
                    () -> execute(command, id, fixture.row(id).version() - 1));
        }
        assertRefused(Reason.SUBMISSION_NOT_FOUND, () -> fixture.submissions.cancel(UUID.randomUUID(), 1, BY));
    }

    @Test
    void doubtIsNotCancelled() {
        UUID id = submit("C-1", SubmissionState.QUEUED, Evidence.MAY_HAVE_ARRIVED);

        assertRefused(
                Reason.STATE_NOT_ALLOWED,
                () -> fixture.submissions.cancel(id, fixture.row(id).version(), BY));
    }

    @Test
    void cancelledSubmissionLosesItsBodyAndItsTask() {
        UUID id = submit("C-1");

        KycSubmission cancelled = fixture.submissions.cancel(id, fixture.row(id).version(), BY);

        assertThat(cancelled.state()).isEqualTo(SubmissionState.CANCELLED);
        assertThat(cancelled.endedAt()).isPresent();
        assertThat(fixture.store.body(id)).isEmpty();
        assertThat(fixture.calls("disarm")).containsExactly("disarm " + id);
        assertThat(submit("C-1")).as("it is not open any more").isNotEqualTo(id);
    }

    @Test
    void commandIsRolledBackWithItsCaller() {
        UUID id = submit("C-1");
        fixture.tx.executeWithoutResult(status -> {
            fixture.submissions.cancel(id, fixture.row(id).version(), BY);
            status.setRollbackOnly();
        });

        assertThat(fixture.row(id).state()).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.store.body(id)).isPresent();
    }

    @Test
    void retriedDoubtIsQueriedFirst() {
        UUID id = submit("C-1", SubmissionState.QUARANTINED, Evidence.MAY_HAVE_ARRIVED);

        KycSubmission retried = fixture.submissions.retry(id, fixture.row(id).version(), BY);

        assertThat(retried.state()).isEqualTo(SubmissionState.UNCERTAIN);
        assertThat(fixture.row(id).nextCall()).isEqualTo(NextCall.QUERY);
        assertThat(fixture.calls("arm")).containsExactly("arm " + id);
    }

    @Test
    void resubmittedRecordHasANewNumberAndALink() {
        for (SubmissionState state :
                List.of(SubmissionState.REJECTED, SubmissionState.IMPORT_FAILED, SubmissionState.UNRESOLVED)) {
            UUID id = submit("C-" + state, state, Evidence.NONE);
            SubmissionRow old = fixture.row(id);

            KycSubmission again = fixture.submissions.resubmit(id, old.version(), BY);

            assertThat(again.id()).isNotEqualTo(id);
            assertThat(again.requestNo()).isNotEqualTo(old.requestNo());
            assertThat(again.replaces()).contains(id);
            assertThat(again.customer()).isEqualTo(old.customer());
            assertThat(fixture.row(id).state())
                    .isEqualTo(state == SubmissionState.UNRESOLVED ? SubmissionState.CLOSED : state);
            assertThat(fixture.submissions.history(again.id()))
                    .singleElement()
                    .extracting(SubmissionEvent::note)
                    .isEqualTo(Optional.of("a reason"));
            assertThat(submit("C-" + state)).as("the same content is open").isEqualTo(again.id());
        }
    }

    @Test
    void sameVersionCannotBeResubmittedTwice() {
        UUID id = submit("C-1", SubmissionState.REJECTED, Evidence.NONE);
        long version = fixture.row(id).version();
        fixture.submissions.resubmit(id, version, BY);

        assertRefused(Reason.VERSION_CONFLICT, () -> fixture.submissions.resubmit(id, version, BY));
        assertRefused(
                Reason.BODY_ERASED,
                () -> fixture.submissions.resubmit(id, fixture.row(id).version(), BY));
    }

    @Test
    void erasedRecordIsNotResubmitted() {
        UUID id = submit("C-1", SubmissionState.REJECTED, Evidence.NONE);
        fixture.store.deleteBody(id);

        assertRefused(
                Reason.BODY_ERASED,
                () -> fixture.submissions.resubmit(id, fixture.row(id).version(), BY));
    }

    @Test
    void erasureLeavesNumbersAndNothingOfTheCustomer() {
        UUID queued = submit("C-1");
        UUID rejected = fixture.submissions
                .submit(CLIENT, ShareKycRequest.of("R-1", TestRecords.standard("C-1")))
                .id();
        fixture.change(rejected, row -> row.state(SubmissionState.REJECTED).nextCall(NextCall.NONE));
        UUID uncertain = fixture.submissions
                .submit(CLIENT, ShareKycRequest.of("R-2", TestRecords.standard("C-1")))
                .id();
        fixture.change(
                uncertain,
                row -> row.state(SubmissionState.UNCERTAIN)
                        .evidence(Evidence.MAY_HAVE_ARRIVED)
                        .inDelivery(true));
        UUID other = submit("C-2");

        assertThat(fixture.submissions.erase(CLIENT, "C-1", BY)).isEqualTo(new Erasure(2, 1));

        assertThat(fixture.row(queued).state()).isEqualTo(SubmissionState.CANCELLED);
        for (UUID id : List.of(queued, rejected)) {
            assertThat(fixture.row(id).customer().toString()).doesNotContain("C-1");
            assertThat(fixture.row(id).customer().entityCustomerId()).doesNotContain("C-1");
            assertThat(fixture.store.body(id)).isEmpty();
            assertThat(fixture.store.events(id)).allMatch(event -> event.note() == null);
        }
        assertThat(fixture.row(rejected).requestNo()).isEqualTo("R-1");
        assertThat(fixture.row(uncertain).customer().entityCustomerId()).isEqualTo("C-1");
        assertThat(fixture.row(uncertain).eraseRequestedAt()).isNotNull();
        assertThat(fixture.row(other).customer().entityCustomerId()).isEqualTo("C-2");
        assertThat(fixture.submissions.erase(CLIENT, "C-1", BY).isComplete()).isFalse();
        fixture.change(uncertain, row -> row.state(SubmissionState.IMPORTED).nextCall(NextCall.NONE));
        assertThat(fixture.submissions.erase(CLIENT, "C-1", BY).isComplete()).isTrue();
        assertRefused(
                Reason.CONTENT_CONFLICT,
                () -> fixture.submissions.submit(CLIENT, ShareKycRequest.of("R-1", TestRecords.standard("C-1"))));
    }
}
