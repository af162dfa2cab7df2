package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.submissions.KycActivity;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
import io.github.kycsharing.submissions.KycInformation;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.StoredInformationRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the overview, at most once in an interval however many people look at it. */
public final class OverviewReader {
    /** At most every tenth of the time is spent on reading. */
    private static final int MAX_LOAD = 10;

    private final KycLanes lanes;
    private final KycActivity activity;
    private final Optional<KycBackfills> backfills;
    private final Optional<KycInformation> information;
    private final Duration interval;
    private final InstantSource clock;
    private @Nullable OverviewModel model;
    private long readAt;
    private Duration pause;

    /** Reads from these. Without back-fills or requests for information, the overview has none. */
    public OverviewReader(
            KycLanes lanes,
            KycActivity activity,
            Optional<KycBackfills> backfills,
            Optional<KycInformation> information,
            Duration interval,
            InstantSource clock) {
        this.lanes = lanes;
        this.activity = activity;
        this.backfills = backfills;
        this.information = information;
        this.interval = interval;
        this.pause = interval;
        this.clock = clock;
    }

    /**
     * The overview, not older than the interval, or than a multiple of what a slow database needs for it. Of several callers one reads,
     * and the others wait for it.
     */
    synchronized OverviewModel current() {
        OverviewModel last = model;
        if (last == null || System.nanoTime() - readAt >= pause.toNanos()) {
            readAt = System.nanoTime();
            last = read(clock.instant());
            model = last;
            Duration slow = Duration.ofNanos(System.nanoTime() - readAt).multipliedBy(MAX_LOAD);
            pause = slow.compareTo(interval) > 0 ? slow : interval;
        }
        return last;
    }

    /** Has the next caller read again, since a person has changed something. */
    synchronized void invalidate() {
        model = null;
    }

    private OverviewModel read(Instant now) {
        List<KycLane> all = lanes.all();
        List<KycBackfill> filled = backfills.map(KycBackfills::all).orElse(List.of());
        List<StoredInformationRequest> requests = information
                .map(open -> all.stream()
                        .flatMap(lane -> open.open(lane.client()).stream())
                        .toList())
                .orElse(List.of());
        return OverviewModel.of(all, activity.all(), filled, requests, now);
    }
}
