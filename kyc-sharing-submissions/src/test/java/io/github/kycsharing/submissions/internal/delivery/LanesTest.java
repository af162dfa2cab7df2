package io.github.kycsharing.submissions.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import io.github.kycsharing.submissions.spring.LogCapture;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.Fault;
import io.github.kycsharing.test.KycExchangeSimulator;
import io.github.kycsharing.test.ReceivedRequest.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lanes against the simulated exchange. */
class LanesTest {
    private static final KycExchangeSimulator exchange = KycExchangeSimulator.builder()
            .entity(ExchangeEntity.standard(DeliveryFixture.ENTITY, DeliveryFixture.SECRET))
            .start();

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
    void admitsAWindow() {
        List<UUID> ids = submit(6);

        assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isEqualTo(4);
        assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isZero();
        assertThat(delivery.tasks.keySet()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 4));

        delivery.execute(ids.get(0));
        assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isEqualTo(1);
    }

    @Test
    void probesWithAnotherRecordWhileBackingOff() {
        exchange.faults().forCall(Call.SHARE).always(Fault.FORBIDDEN);
        List<UUID> ids = submit(6);
        delivery.lanes.admit(DeliveryFixture.ENTITY);
        delivery.execute(ids.get(0));
        delivery.execute(ids.get(1));
        assertThat(lane().state()).isEqualTo(KycLane.State.BACKING_OFF);
        assertThat(lane().backOffs()).isEqualTo(1);
        assertThat(delivery.row(ids.get(1)).attempts()).as("released, not sent").isZero();
        assertThat(delivery.row(ids.get(1)).inDelivery()).isFalse();
        assertThat(delivery.execute(ids.get(2))).isEmpty();
        assertThat(delivery.execute(ids.get(3))).isEmpty();
        assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isZero();

        List<UUID> probes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            delivery.advance(Duration.ofMinutes(10));
            assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isEqualTo(1);
            assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isZero();
            probes.add(Objects.requireNonNull(lane().probeId()));
            delivery.execute(probes.get(i));
        }
        assertThat(probes).doesNotHaveDuplicates().doesNotContain(ids.get(0));
        assertThat(lane().backOffs()).isEqualTo(5);
        assertThat(log.lines()).singleElement().asString().contains("default", "backs off", "HTTP 403");

        exchange.faults().clear();
        delivery.run(Duration.ofMinutes(20), Duration.ofMinutes(1));
        assertThat(lane().state()).isEqualTo(KycLane.State.ACTIVE);
        assertThat(ids).allSatisfy(id -> assertThat(delivery.row(id).state()).isEqualTo(SubmissionState.IMPORTED));
    }

    @Test
    void replacesAProbeThatIsLost() {
        exchange.faults().forCall(Call.SHARE).next(Fault.FORBIDDEN);
        submit(3);
        delivery.lanes.admit(DeliveryFixture.ENTITY);
        List.copyOf(delivery.tasks.keySet()).forEach(delivery::execute);
        // Those after the first refusal are released, whichever came first.
        delivery.advance(Duration.ofSeconds(2));
        delivery.lanes.admit(DeliveryFixture.ENTITY);
        UUID lost = Objects.requireNonNull(lane().probeId());
        delivery.crashBefore("begin", lost);
        assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isZero();

        delivery.advance(LaneGate.PROBE_TIMEOUT.plusSeconds(1));
        assertThat(delivery.lanes.admit(DeliveryFixture.ENTITY)).isEqualTo(1);
        assertThat(lane().probeId()).isNotEqualTo(lost);
    }

    @Test
    void backsOffAfterTooManyRequestsAndWithoutConnection() {
        exchange.faults().forCall(Call.SHARE).next(Fault.TOO_MANY_REQUESTS);
        UUID id = submit(1).get(0);
        delivery.run();
        assertThat(lane().state()).isEqualTo(KycLane.State.BACKING_OFF);
        assertThat(delivery.row(id).state()).as("429 may have been processed").isEqualTo(SubmissionState.UNCERTAIN);
    }

    @Test
    void pausesAfterEqualRejections() {
        exchange.faults().forCall(Call.SHARE).always(Fault.code("10040101"));
        List<UUID> ids = submit(6);
        delivery.run(Duration.ofHours(1), Duration.ofMinutes(10));
        assertThat(lane().state()).isEqualTo(KycLane.State.PAUSED);
        assertThat(lane().cause()).isEqualTo("10040101");
        assertThat(ids.stream().filter(id -> delivery.row(id).state() == SubmissionState.REJECTED))
                .hasSize(3);
        assertThat(log.lines()).singleElement().asString().contains("paused", "10040101");

        exchange.faults().clear();
        delivery.lanes.resume(DeliveryFixture.CLIENT, DeliveryFixture.BY);
        assertThat(lane().rejections()).isZero();
        delivery.run();
        assertThat(ids.stream().filter(id -> delivery.row(id).state() == SubmissionState.DELIVERED))
                .hasSize(3);
    }

    @Test
    void countsOnlyRejectionsInARow() {
        String code = "10040101";
        exchange.faults()
                .forCall(Call.SHARE)
                .next(Fault.code(code), Fault.code(code), Fault.NONE, Fault.code(code), Fault.code(code));
        submit(6);
        delivery.run();

        assertThat(lane().state()).isEqualTo(KycLane.State.ACTIVE);
    }

    @Test
    void pausesAndResumesForAPerson() {
        UUID delivered = submit(1).get(0);
        delivery.run();
        KycLane paused = delivery.lanes.pause(DeliveryFixture.CLIENT, DeliveryFixture.BY);
        assertThat(paused.changedBy()).contains("jane");
        assertThat(paused.note()).contains(DeliveryFixture.BY.reason());
        assertThat(new String(Objects.requireNonNull(lane().note()).bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("corrected");
        UUID waiting = delivery.submit("9");
        delivery.run(Duration.ofMinutes(1), Duration.ofSeconds(2));
        assertThat(delivery.row(delivered).state()).as("queries go on").isEqualTo(SubmissionState.IMPORTED);
        assertThat(delivery.row(waiting).attempts()).isZero();
        assertThat(delivery.lanes.find(DeliveryFixture.CLIENT).orElseThrow().counts())
                .containsEntry(SubmissionState.QUEUED, 1L)
                .containsEntry(SubmissionState.IMPORTED, 1L);

        delivery.lanes.resume(DeliveryFixture.CLIENT, DeliveryFixture.BY);
        delivery.run();
        assertThat(delivery.row(waiting).state()).isEqualTo(SubmissionState.DELIVERED);
    }

    @Test
    void releasesWhatWasAdmittedBeforeAPause() {
        UUID id = submit(1).get(0);
        delivery.lanes.admit(DeliveryFixture.ENTITY);
        delivery.lanes.pause(DeliveryFixture.CLIENT, DeliveryFixture.BY);

        assertThat(delivery.execute(id)).isEmpty();
        assertThat(delivery.row(id).inDelivery()).isFalse();
        assertThat(exchange.journal().isEmpty()).isTrue();
    }

    @Test
    void drainsInOrderAfterThreeDaysWithoutExchange() {
        exchange.faults().forAll().always(Fault.FORBIDDEN);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(delivery.submit("SECTION" + i, "customer" + i % 3));
        }
        delivery.run(Duration.ofDays(3), Duration.ofMinutes(10));
        int attempts = ids.stream().mapToInt(id -> delivery.row(id).attempts()).sum();
        assertThat(attempts).as("one probe in ten minutes at most").isBetween(2, 72 * 6 + 12);
        assertThat(exchange.ledger()).isEmpty();

        exchange.faults().clear();
        delivery.run(Duration.ofMinutes(30), Duration.ofSeconds(30));
        for (int i = 0; i < 12; i++) {
            SubmissionRow row = delivery.row(ids.get(i));
            assertThat(row.state()).isEqualTo(SubmissionState.IMPORTED);
            if (i >= 3) {
                assertThat(row.lastAttemptAt())
                        .isAfterOrEqualTo(delivery.row(ids.get(i - 3)).deliveredAt());
            }
        }
    }

    private List<UUID> submit(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(delivery.submit("customer" + i));
        }
        return ids;
    }

    private LaneRow lane() {
        return Objects.requireNonNull(delivery.tx.execute(
                status -> delivery.laneStore.find(DeliveryFixture.ENTITY).orElseThrow()));
    }
}
