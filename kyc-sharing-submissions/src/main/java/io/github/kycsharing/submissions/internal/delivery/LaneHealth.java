package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.internal.store.AfterCommit;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what calls show about their lane. Its methods need a transaction. */
final class LaneHealth {
    private static final Logger log = LoggerFactory.getLogger(LaneHealth.class);

    private final LaneStore lanes;
    private final DeliveryPolicy policy;

    LaneHealth(LaneStore lanes, DeliveryPolicy policy) {
        this.lanes = lanes;
        this.policy = policy;
    }

    /**
     * Records a signal.
     *
     * @param startedAt when the call began: a failure of a call that began before the lane came into its state is no news
     * @return whether the lane delivers again since
     */
    boolean record(String bizEntityKey, String client, UUID id, LaneSignal signal, Instant startedAt, Instant now) {
        if (isNoNews(bizEntityKey, id, signal)) {
            return false;
        }
        LaneRow lane = lanes.lock(bizEntityKey);
        if (lane.state() == KycLane.State.PAUSED || (lane.state() == KycLane.State.ACTIVE && signal.isOfQuery())) {
            return false;
        }
        LaneRow after = switch (signal.kind()) {
            case NONE -> id.equals(lane.probeId()) ? LaneGate.withoutProbe(lane) : lane;
            case HEALTHY -> active(lane, null, 0, now);
            case RESPONSIVE -> LaneGate.isDoubtful(lane) ? lane : active(lane, null, 0, now);
            case SILENT -> fault(lane, client, id, signal, startedAt, now);
            case REJECTED -> rejected(lane, client, signal, now);
            case DOUBTFUL -> doubtful(lane, client, id, signal, startedAt, now);
            case FAULT -> fault(lane, client, id, signal, startedAt, now);
        };
        if (!after.equals(lane)) {
            lanes.update(after);
        }
        boolean delivers = lane.state() == KycLane.State.BACKING_OFF && after.state() == KycLane.State.ACTIVE;
        if (delivers) {
            AfterCommit.run(() -> log.info("Client {} delivers again", client));
        }
        return delivers;
    }

    /** Most calls succeed on a lane that is active: they write nothing. */
    private boolean isNoNews(String bizEntityKey, UUID id, LaneSignal signal) {
        Optional<LaneRow> lane = lanes.find(bizEntityKey);
        boolean active =
                lane.map(known -> known.state() == KycLane.State.ACTIVE).orElse(true);
        return switch (signal.kind()) {
            case NONE ->
                active || lane.filter(known -> id.equals(known.probeId())).isEmpty();
            case HEALTHY -> active && lane.map(LaneRow::rejections).orElse(0) == 0;
            // Queries between submissions must not hide that each of those fails.
            case RESPONSIVE, SILENT -> active;
            default -> false;
        };
    }

    private LaneRow rejected(LaneRow lane, String client, LaneSignal signal, Instant now) {
        int rejections = inARow(lane, signal);
        if (rejections < policy.rejectionsBeforePause()) {
            return active(lane, signal.cause(), rejections, now);
        }
        AfterCommit.run(() -> log.warn(
                "Client {} is paused: the exchange rejected {} submissions in a row with {}. Correct the cause, resume the lane, and"
                        + " submit the rejected records again",
                client,
                rejections,
                signal.cause()));
        return state(lane, KycLane.State.PAUSED, signal.cause(), 0, null, signal.cause(), rejections, now);
    }

    /** Number of equal causes in a row, this one included. */
    private static int inARow(LaneRow lane, LaneSignal signal) {
        return signal.cause() != null && signal.cause().equals(lane.rejectionCode()) ? lane.rejections() + 1 : 1;
    }

    /** One doubt says nothing about others. Many in a row are a fault: the lane must not turn its whole backlog into doubts. */
    private LaneRow doubtful(LaneRow lane, String client, UUID id, LaneSignal signal, Instant startedAt, Instant now) {
        int doubts = inARow(lane, signal);
        if (lane.state() == KycLane.State.BACKING_OFF || doubts >= policy.rejectionsBeforePause()) {
            return fault(lane, client, id, signal, startedAt, now);
        }
        return active(lane, signal.cause(), doubts, now);
    }

    private LaneRow fault(LaneRow lane, String client, UUID id, LaneSignal signal, Instant startedAt, Instant now) {
        boolean backsOff = lane.state() == KycLane.State.BACKING_OFF;
        // A lane of version 0 has never changed: the database set its time, and this clock may be behind it.
        boolean stale = lane.version() > 0 && startedAt.isBefore(lane.changedAt());
        if (backsOff ? !id.equals(lane.probeId()) : stale) {
            return lane;
        }
        boolean doubtful = backsOff
                ? LaneGate.isDoubtful(lane) && signal.kind() != LaneSignal.Kind.FAULT
                : signal.kind() == LaneSignal.Kind.DOUBTFUL;
        int backOffs = backsOff ? lane.backOffs() + 1 : 1;
        if (!backsOff) {
            AfterCommit.run(() -> log.warn(
                    "Client {} backs off: {}. It sends one probe after a growing pause", client, signal.cause()));
        }
        Duration pause = Backoff.pause(policy.initialBackoff(), policy.maxBackoff(), backOffs);
        return state(
                lane,
                KycLane.State.BACKING_OFF,
                signal.cause(),
                backOffs,
                now.plus(pause),
                doubtful ? signal.cause() : null,
                doubtful ? policy.rejectionsBeforePause() : 0,
                now);
    }

    private static LaneRow active(LaneRow lane, @Nullable String rejectionCode, int rejections, Instant now) {
        return state(lane, KycLane.State.ACTIVE, null, 0, null, rejectionCode, rejections, now);
    }

    private static LaneRow state(
            LaneRow lane,
            KycLane.State state,
            @Nullable String cause,
            int backOffs,
            @Nullable Instant backOffUntil,
            @Nullable String rejectionCode,
            int rejections,
            Instant now) {
        boolean same = lane.state() == state;
        return new LaneRow(
                lane.bizEntityKey(),
                state,
                cause,
                backOffs,
                backOffUntil,
                null,
                null,
                rejectionCode,
                rejections,
                same ? lane.changedBy() : null,
                same ? lane.note() : null,
                same ? lane.changedAt() : now,
                lane.version());
    }
}
