package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmissionException;
import io.github.kycsharing.submissions.KycSubmissionException.Reason;
import io.github.kycsharing.submissions.SubmissionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows the deliveries of each client, pauses and resumes them. An endpoint of its own, since the paths below {@code kycsubmissions} are
 * ids. Commands need the access level {@code unrestricted}, which is not the default.
 */
@Endpoint(id = "kyclanes", defaultAccess = Access.READ_ONLY)
final class KycLanesEndpoint {
    private final KycLanes lanes;

    KycLanesEndpoint(KycLanes lanes) {
        this.lanes = lanes;
    }

    /** The lanes of this application's clients. */
    @ReadOperation
    LanesDescription lanes() {
        return new LanesDescription(
                lanes.all().stream().map(LaneDescription::of).toList());
    }

    /** The lane of a client. */
    @ReadOperation
    LaneDescription lane(@Selector String client) {
        return lanes.find(client)
                .map(LaneDescription::of)
                .orElseThrow(() -> new KycSubmissionException(
                        Reason.CLIENT_NOT_FOUND, "There is no client of this name.", null, null));
    }

    /** Pauses or resumes the lane of a client, on all instances. */
    @WriteOperation
    LaneDescription execute(@Selector String client, LaneCommand command, String reason, SecurityContext caller) {
        Intervention by = EndpointCaller.intervention(caller, reason);
        return LaneDescription.of(
                switch (command) {
                    case PAUSE -> lanes.pause(client, by);
                    case RESUME -> lanes.resume(client, by);
                });
    }

    /** What can be done to a lane. */
    enum LaneCommand {
        /** Sends nothing until it is resumed. */
        PAUSE,
        /** Delivers again at once. */
        RESUME
    }

    /**
     * All lanes.
     *
     * @param lanes the lanes, by name of their client
     */
    record LanesDescription(List<LaneDescription> lanes) implements OperationResponseBody {}

    /** A lane as the endpoint shows it: without the note of the person who changed it. */
    record LaneDescription(
            String client,
            KycLane.State state,
            @Nullable Instant backOffUntil,
            @Nullable String cause,
            @Nullable String changedBy,
            @Nullable Instant since,
            Map<SubmissionState, Long> counts,
            @Nullable Instant oldestQueuedAt,
            long unpublishedEvents,
            long failingEvents)
            implements OperationResponseBody {
        static LaneDescription of(KycLane lane) {
            return new LaneDescription(
                    lane.client(),
                    lane.state(),
                    lane.backOffUntil().orElse(null),
                    lane.cause().orElse(null),
                    lane.changedBy().orElse(null),
                    lane.since().orElse(null),
                    new TreeMap<>(lane.counts()),
                    lane.oldestQueuedAt().orElse(null),
                    lane.unpublished(),
                    lane.publicationFailures());
        }
    }
}
