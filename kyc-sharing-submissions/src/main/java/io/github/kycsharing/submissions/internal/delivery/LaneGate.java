package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.internal.store.LaneRow;
import io.github.kycsharing.submissions.internal.store.LaneStore;
import io.github.kycsharing.submissions.internal.store.NextCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides whether a submission may call the exchange now. Its methods need a transaction. */
final class LaneGate {
    private static final Duration MIN_WAIT = Duration.ofSeconds(1);

    /** A probe that has no result after so many claims was lost with its process. */
    private static final int CLAIMS_OF_PROBE = 6;

    private final LaneStore lanes;
    private final DeliveryPolicy policy;

    LaneGate(LaneStore lanes, DeliveryPolicy policy) {
        this.lanes = lanes;
        this.policy = policy;
    }

    /** The lane, read without a lock; empty if nothing has changed it yet. */
    Optional<LaneRow> lane(String bizEntityKey) {
        return lanes.find(bizEntityKey);
    }

    static boolean isPaused(Optional<LaneRow> lane) {
        return lane.filter(known -> known.state() == KycLane.State.PAUSED).isPresent();
    }

    /** Whether it backs off since many submissions in a row had no clear outcome. A query that succeeds does not disprove that. */
    static boolean isDoubtful(LaneRow lane) {
        return lane.state() == KycLane.State.BACKING_OFF && lane.rejectionCode() != null;
    }

    /** When a submission may try again, if the lane backs off; empty if it may call now. The first that may becomes the probe. */
    Optional<Instant> waitUntil(Optional<LaneRow> read, UUID id, NextCall call, Instant now) {
        Optional<LaneRow> backingOff = read.filter(lane -> lane.state() == KycLane.State.BACKING_OFF);
        if (backingOff.isEmpty() || id.equals(backingOff.get().probeId())) {
            return Optional.empty();
        }
        if (call == NextCall.QUERY && isDoubtful(backingOff.get()) && isDue(backingOff.get(), now)) {
            return Optional.empty(); // not as the probe
        }
        if (!mayProbe(backingOff.get(), now)) {
            return Optional.of(wait(backingOff.get(), now));
        }
        LaneRow lane = lanes.lock(backingOff.get().bizEntityKey());
        if (lane.state() != KycLane.State.BACKING_OFF) {
            return Optional.empty();
        }
        if (!mayProbe(lane, now)) {
            return Optional.of(wait(lane, now));
        }
        lanes.update(withProbe(lane, id, now.plus(probeTimeout(policy))));
        return Optional.empty();
    }

    static boolean mayProbe(LaneRow lane, Instant now) {
        boolean probing = lane.probeId() != null && lane.probeUntil() != null && now.isBefore(lane.probeUntil());
        return isDue(lane, now) && !probing;
    }

    private static boolean isDue(LaneRow lane, Instant now) {
        return lane.backOffUntil() == null || !now.isBefore(lane.backOffUntil());
    }

    static Duration probeTimeout(DeliveryPolicy policy) {
        return policy.claim().multipliedBy(CLAIMS_OF_PROBE);
    }

    static LaneRow withProbe(LaneRow lane, UUID id, Instant until) {
        return probing(lane, id, until);
    }

    /** The probe sent nothing, so another one may. */
    static LaneRow withoutProbe(LaneRow lane) {
        return probing(lane, null, null);
    }

    private static LaneRow probing(LaneRow lane, @Nullable UUID id, @Nullable Instant until) {
        return new LaneRow(
                lane.bizEntityKey(),
                lane.state(),
                lane.cause(),
                lane.backOffs(),
                lane.backOffUntil(),
                id,
                until,
                lane.rejectionCode(),
                lane.rejections(),
                lane.changedBy(),
                lane.note(),
                lane.changedAt(),
                lane.version());
    }

    private static Instant wait(LaneRow lane, Instant now) {
        Instant until = lane.backOffUntil() == null ? now : lane.backOffUntil();
        // A call whose turn comes while a probe is in progress returns soon; one that came earlier waits for the end of
        // the pause.
        Duration jitter = Backoff.pause(MIN_WAIT, MIN_WAIT, 1);
        return (until.isBefore(now.plus(MIN_WAIT)) ? now.plus(MIN_WAIT) : until).plus(jitter);
    }
}
