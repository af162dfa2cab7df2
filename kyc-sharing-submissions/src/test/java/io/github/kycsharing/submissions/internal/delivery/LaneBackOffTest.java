package io.github.kycsharing.submissions.internal.delivery;

import static io.github.kycsharing.submissions.internal.delivery.ClockedDelivery.BY;
import static io.github.kycsharing.submissions.internal.delivery.ClockedDelivery.CLIENT;
import static io.github.kycsharing.submissions.internal.delivery.ClockedDelivery.POLICY;
import static io.github.kycsharing.submissions.internal.delivery.ClockedDelivery.REJECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.LedgerEntry;
import io.github.kycsharing.test.ReceivedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lanes that back off, send probes, are paused and deliver again. */
class LaneBackOffTest {
    private ClockedDelivery fixture = new ClockedDelivery(TestDatabase.H2);

    @AfterEach
    void close() {
        fixture.close();
    }

    private void use(UnaryOperator<KycSharingClientBuilder> customization) {
        fixture.close();
        fixture = new ClockedDelivery(TestDatabase.H2, BrokerType.STANDARD, customization);
    }

    private List<UUID> submit(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(fixture.submit("C-" + i));
        }
        return ids;
    }

    private KycLane lane() {
        return fixture.lanes.find(CLIENT).orElseThrow();
    }

    @Test
    void aLaneIsInItsStateSinceSomebodyFirstLookedForSomethingToDeliver() {
        assertThat(lane().state()).isEqualTo(KycLane.State.ACTIVE);
        assertThat(lane().since()).isEmpty();

        fixture.admit();

        assertThat(lane().since()).isPresent();
    }

    @Test
    void admitsNoMoreThanTheWindow() {
        submit(POLICY.window() + 3);

        assertThat(fixture.admit()).isEqualTo(POLICY.window());
        assertThat(fixture.admit()).isZero();
        assertThat(fixture.engine.armed).hasSize(POLICY.window());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void accessDeniedBacksTheLaneOff(TestDatabase database) {
        fixture.close();
        fixture = new ClockedDelivery(database);
        List<UUID> ids = submit(6);
        fixture.exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.FORBIDDEN);

        fixture.executeDue();

        assertThat(lane().state()).isEqualTo(KycLane.State.BACKING_OFF);
        assertThat(lane().cause()).contains("HTTP 403");
        assertThat(fixture.shares()).hasSize(1);
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.QUEUED);
        assertThat(ids).noneMatch(id -> fixture.row(id).inDelivery());
        assertThat(fixture.logged()).singleElement().asString().contains("Client default backs off: HTTP 403");
        fixture.pass(Duration.ofMinutes(1));
        assertThat(lane().state()).isEqualTo(KycLane.State.ACTIVE);
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.IMPORTED);
    }

    @Test
    void wrongSecretBacksTheLaneOff() {
        use(builder -> builder.secret("another"));
        List<UUID> ids = submit(3);

        fixture.executeDue();

        assertThat(lane().state()).isEqualTo(KycLane.State.BACKING_OFF);
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.QUEUED);
    }

    @Test
    void failingSignerBacksTheLaneOff() {
        use(builder -> builder.secret(() -> {
            throw new IllegalStateException("CANARY");
        }));
        submit(3);

        fixture.executeDue();

        assertThat(lane().cause()).contains("SIGNING_FAILED");
        assertThat(fixture.logged()).singleElement().asString().doesNotContain("CANARY");
    }

    @Test
    void missingConnectionBacksTheLaneOff() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        use(builder -> builder.baseUrl("http://127.0.0.1:" + port));
        UUID id = submit(1).get(0);

        fixture.executeDue();

        assertThat(lane().cause()).contains("NO_CONNECTION");
        assertThat(fixture.find(id).evidence().isClean()).isTrue();
    }

    @Test
    void tooManyRequestsBackTheLaneOff() {
        List<UUID> ids = submit(3);
        fixture.exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.TOO_MANY_REQUESTS);

        fixture.executeDue();

        assertThat(lane().cause()).contains("HTTP 429");
        assertThat(fixture.shares()).hasSize(1);
        fixture.pass(Duration.ofMinutes(2));
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.IMPORTED);
        assertThat(fixture.exchange.ledger().values()).allMatch(entry -> entry.acceptedTimes() == 1);
    }

    @Test
    void eachProbeIsAnotherRecord() {
        submit(5);
        fixture.exchange.faults().forCall(ReceivedRequest.Call.SHARE).always(Fault.FORBIDDEN);
        fixture.executeDue();
        int before = fixture.shares().size();

        fixture.pass(Duration.ofSeconds(20));

        List<String> probes = fixture.shares().stream()
                .skip(before)
                .map(ReceivedRequest::requestNo)
                .toList();
        assertThat(probes).hasSizeGreaterThan(2);
        Set<String> firstOnes = new HashSet<>(probes.subList(0, 3));
        assertThat(firstOnes).hasSize(3);
    }

    @Test
    void probeWithoutPermitLeavesTheProbeToAnother() {
        submit(3);
        fixture.exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.FORBIDDEN);
        fixture.executeDue();
        fixture.clock.advance(Duration.ofSeconds(2));
        fixture.admit();
        UUID probe = Objects.requireNonNull(fixture.lane().probeId());

        fixture.execute(probe, fixture.clock.instant().minus(POLICY.claim()).minusMillis(1));

        assertThat(fixture.lane().probeId()).isNull();
        assertThat(fixture.shares()).hasSize(1);
        assertThat(fixture.admit()).isEqualTo(1);
    }

    @Test
    void probeThatWasLostIsReplaced() {
        submit(3);
        fixture.exchange.faults().forCall(ReceivedRequest.Call.SHARE).next(Fault.FORBIDDEN);
        fixture.executeDue();
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(fixture.admit()).isEqualTo(1);
        UUID lost = fixture.lane().probeId();

        assertThat(fixture.admit()).isZero();
        fixture.clock.advance(LaneGate.probeTimeout(DeliveryFixture.POLICY));
        assertThat(fixture.admit()).isEqualTo(1);

        assertThat(fixture.lane().probeId()).isNotEqualTo(lost);
    }

    @Test
    void equalRejectionsInARowPauseTheLane() {
        List<UUID> ids = submit(REJECTIONS + 6);
        fixture.exchange.faults().forCall(ReceivedRequest.Call.SHARE).always(Fault.code("000002"));

        fixture.executeDue();

        assertThat(lane().state()).isEqualTo(KycLane.State.PAUSED);
        assertThat(lane().cause()).contains("000002");
        assertThat(lane().changedBy()).isEmpty();
        assertThat(fixture.shares()).hasSize(REJECTIONS);
        assertThat(fixture.logged()).singleElement().asString().contains("rejected 4 submissions in a row with 000002");
        fixture.exchange.faults().clear();
        fixture.lanes.resume(CLIENT, BY);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(ids.stream().filter(id -> fixture.state(id) == SubmissionState.IMPORTED))
                .hasSize(6);
    }

    @Test
    void acceptanceBetweenRejectionsKeepsTheLaneActive() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < REJECTIONS - 1; i++) {
                String customer = "R-" + round + "-" + i;
                fixture.submit(customer);
                fixture.exchange.faults().forCustomer(customer).next(Fault.code("10040101"));
            }
            fixture.executeDue();
            fixture.submit("A-" + round);
            fixture.executeDue();
        }

        assertThat(lane().state()).isEqualTo(KycLane.State.ACTIVE);
    }

    @Test
    void queriesBetweenRejectionsDoNotHideThem() {
        submit(3);
        fixture.executeDue();
        for (int i = 0; i < REJECTIONS; i++) {
            fixture.exchange.faults().forCustomer("R-" + i).next(Fault.code("000002"));
            fixture.submit("R-" + i);
            fixture.clock.advance(Duration.ofSeconds(1));
            fixture.executeDue();
        }

        assertThat(lane().state()).isEqualTo(KycLane.State.PAUSED);
    }

    @Test
    void manyDoubtsInARowBackTheLaneOff() {
        List<UUID> ids = submit(40);
        fixture.exchange.faults().forCall(ReceivedRequest.Call.SHARE).always(Fault.SYSTEM_ERROR);

        fixture.pass(Duration.ofMinutes(30));

        assertThat(lane().state()).isEqualTo(KycLane.State.BACKING_OFF);
        assertThat(ids.stream().filter(id -> fixture.state(id) != SubmissionState.QUEUED))
                .as("the backlog does not turn into doubts, although queries succeed")
                .hasSizeLessThan(20);
        fixture.exchange.faults().clear();
        fixture.pass(Duration.ofHours(2));
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.IMPORTED);
        assertThat(fixture.exchange.ledger().values()).allMatch(entry -> entry.acceptedTimes() == 1);
    }

    @Test
    void failingQueriesStopNoDelivery() {
        fixture.exchange
                .faults()
                .forCall(ReceivedRequest.Call.SHARE_STATUS_QUERY)
                .always(Fault.SYSTEM_ERROR);
        List<UUID> ids = submit(20);

        fixture.pass(Duration.ofMinutes(5));

        assertThat(lane().state()).isEqualTo(KycLane.State.ACTIVE);
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.DELIVERED);
    }

    @Test
    void pausedLaneSendsNothingAndQueries() {
        UUID delivered = fixture.submit("C-1");
        fixture.executeDue();
        UUID admitted = fixture.submit("C-2");
        fixture.admit();

        KycLane paused = fixture.lanes.pause(CLIENT, BY);
        UUID queued = fixture.submit("C-3");
        fixture.pass(Duration.ofMinutes(1));

        assertThat(paused.changedBy()).contains("jane");
        assertThat(paused.note()).contains("a reason");
        assertThat(fixture.state(delivered)).isEqualTo(SubmissionState.IMPORTED);
        assertThat(fixture.state(admitted)).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.row(admitted).inDelivery()).isFalse();
        assertThat(fixture.state(queued)).isEqualTo(SubmissionState.QUEUED);
        assertThat(fixture.shares()).hasSize(1);
        assertThat(lane().counts()).containsEntry(SubmissionState.QUEUED, 2L);
        int wakes = fixture.engine.laneWakes;
        fixture.lanes.resume(CLIENT, BY);
        assertThat(fixture.engine.laneWakes).isGreaterThan(wakes);
        fixture.pass(Duration.ofMinutes(1));
        assertThat(fixture.state(queued)).isEqualTo(SubmissionState.IMPORTED);
    }

    @Test
    void doubtOfAPausedLaneIsNotSentAgain() {
        UUID id = fixture.submit("C-1");
        fixture.exchange.faults().forCustomer("C-1").next(Fault.RESET_BEFORE_PROCESSING);
        fixture.executeDue();
        fixture.lanes.pause(CLIENT, BY);

        fixture.pass(Duration.ofHours(1));

        assertThat(fixture.shares()).hasSize(1);
        assertThat(fixture.state(id)).isEqualTo(SubmissionState.UNCERTAIN);
    }

    @Test
    void outageOf72HoursCostsFewAttempts() {
        fixture.exchange.faults().forAll().always(Fault.FORBIDDEN);
        List<UUID> ids = submit(60);

        fixture.pass(Duration.ofDays(3));

        int attempts = fixture.shares().size();
        assertThat(attempts).isBetween(300, 700);
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.QUEUED);
        assertThat(fixture.logged()).as("one warning").hasSize(1);
        fixture.exchange.faults().clear();
        fixture.pass(Duration.ofMinutes(15));
        assertThat(ids).allMatch(id -> fixture.state(id) == SubmissionState.IMPORTED);
        assertThat(fixture.exchange.ledger().values())
                .hasSize(60)
                .allMatch(entry -> entry.state() == LedgerEntry.State.ACCEPTED && entry.acceptedTimes() == 1);
        List<String> drained = fixture.shares().stream()
                .skip(attempts + 1L) // after the probe
                .map(ReceivedRequest::requestNo)
                .toList();
        List<String> submitted = ids.stream()
                .map(id -> fixture.row(id).requestNo())
                .filter(drained::contains)
                .toList();
        assertThat(drained).as("in the order of submission").isEqualTo(submitted);
    }

    @Test
    void unknownClientHasNoLane() {
        assertThat(fixture.lanes.find("other")).isEmpty();
        assertThat(fixture.lanes.all()).extracting(KycLane::client).containsExactly(CLIENT);
    }
}
