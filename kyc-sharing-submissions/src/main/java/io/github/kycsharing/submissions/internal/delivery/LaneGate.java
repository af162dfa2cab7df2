package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Decides whether a submission may call the exchange now. Its methods need a transaction. */
final class LaneGate {
    /** Longest wait of a call that is not the probe, so that it soon sees that the lane delivers again. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private static final Duration MIN_WAIT = Duration.ofSeconds(1);

    /** A probe that has no result by then was lost with its process. */
    static final Duration PROBE_TIMEOUT = Duration.ofMinutes(2);

    private final LaneStore lanes;

    LaneGate(LaneStore lanes) {
        this.lanes = lanes;
    }

    boolean isPaused(String bizEntityKey) {
        return lanes.find(bizEntityKey)
                .filter(lane -> lane.state() == KycLane.State.PAUSED)
                .isPresent();
    }

    /** When a submission may try again, if the lane backs off; empty if it may call now. The first that may becomes the probe. */
    Optional<Instant> waitUntil(String bizEntityKey, UUID id, Instant now) {
        Optional<LaneRow> backingOff =
                lanes.find(bizEntityKey).filter(lane -> lane.state() == KycLane.State.BACKING_OFF);
        if (backingOff.isEmpty() || id.equals(backingOff.get().probeId())) {
            return Optional.empty();
        }
        if (!mayProbe(backingOff.get(), now)) {
            return Optional.of(wait(backingOff.get(), now));
        }
        LaneRow lane = lanes.lock(bizEntityKey);
        if (lane.state() != KycLane.State.BACKING_OFF) {
            return Optional.empty();
        }
        if (!mayProbe(lane, now)) {
            return Optional.of(wait(lane, now));
        }
        lanes.update(withProbe(lane, id, now));
        return Optional.empty();
    }

    static boolean mayProbe(LaneRow lane, Instant now) {
        boolean due = lane.backOffUntil() == null || !now.isBefore(lane.backOffUntil());
        boolean probing = lane.probeId() != null && lane.probeUntil() != null && now.isBefore(lane.probeUntil());
        return due && !probing;
    }

    static LaneRow withProbe(LaneRow lane, UUID id, Instant now) {
        return new LaneRow(
                lane.bizEntityKey(),
                lane.state(),
                lane.cause(),
                lane.backOffs(),
                lane.backOffUntil(),
                id,
                now.plus(PROBE_TIMEOUT),
                lane.rejectionCode(),
                lane.rejections(),
                lane.changedBy(),
                lane.note(),
                lane.changedAt(),
                lane.version());
    }

    private static Instant wait(LaneRow lane, Instant now) {
        Instant until = lane.backOffUntil() == null ? now : lane.backOffUntil();
        Duration wait = Duration.between(now, until);
        Duration bounded = wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait.compareTo(MIN_WAIT) < 0 ? MIN_WAIT : wait;
        return now.plus(bounded).plus(Backoff.pause(MIN_WAIT, MIN_WAIT, 1));
    }
}
