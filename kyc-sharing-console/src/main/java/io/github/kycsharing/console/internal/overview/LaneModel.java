package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.console.internal.web.TimeText;
import io.github.kycsharing.console.internal.web.Tone;
import io.github.kycsharing.submissions.KycClientActivity;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client's lane on the overview.
 *
 * @param client name of the client
 * @param query the client as the query of a link
 * @param anchor id of the section
 * @param entity key of its access entity
 * @param state whether it delivers
 * @param tone how the state is coloured
 * @param cause why the library paused it or why it backs off; null if there is no such cause
 * @param changedBy who paused or resumed it; null if the library did
 * @param note reason of that person; null if there is none
 * @param since since when; null if nothing has ever changed it
 * @param backOffUntil when the next probe is sent; null if it does not back off
 * @param isOpen whether it delivers without a pause
 * @param canPause whether it can be paused
 * @param canResume whether it can be resumed
 * @param groups counts
 * @param chart the last hour
 */
record LaneModel(
        String client,
        String query,
        String anchor,
        String entity,
        String state,
        Tone tone,
        @Nullable String cause,
        @Nullable String changedBy,
        @Nullable String note,
        @Nullable TimeText since,
        @Nullable TimeText backOffUntil,
        boolean isOpen,
        boolean canPause,
        boolean canResume,
        List<Group> groups,
        Chart chart) {
    static LaneModel of(KycLane lane, KycClientActivity activity, Instant now) {
        return new LaneModel(
                lane.client(),
                "?client=" + URLEncoder.encode(lane.client(), StandardCharsets.UTF_8),
                "lane-" + lane.client().replaceAll("[^A-Za-z0-9_-]", "_"),
                lane.bizEntityKey(),
                switch (lane.state()) {
                    case ACTIVE -> "Open";
                    case BACKING_OFF -> "Backing off";
                    case PAUSED -> "Paused";
                },
                switch (lane.state()) {
                    case ACTIVE -> Tone.GOOD;
                    case BACKING_OFF -> Tone.WARNING;
                    case PAUSED -> Tone.BAD;
                },
                lane.cause().orElse(null),
                lane.changedBy().orElse(null),
                lane.note().orElse(null),
                lane.since().map(at -> TimeText.of(at, now)).orElse(null),
                lane.backOffUntil().map(at -> TimeText.of(at, now)).orElse(null),
                lane.state() == KycLane.State.ACTIVE,
                lane.state() != KycLane.State.PAUSED,
                lane.state() != KycLane.State.ACTIVE,
                groups(lane, activity, now),
                Chart.of(activity.lastHour(), now));
    }

    /**
     * Counts that belong together.
     *
     * @param name heading
     * @param hasAges whether the age of the oldest submission matters
     * @param counts rows
     */
    record Group(String name, boolean hasAges, List<Count> counts) {}

    /**
     * Number of submissions in a state.
     *
     * @param label the state
     * @param number the number, formatted
     * @param tone how the number is coloured
     * @param href the list of the desk
     * @param oldest when the oldest was handed over; null if the state is terminal or has none
     */
    record Count(
            String label,
            String number,
            Tone tone,
            String href,
            @Nullable TimeText oldest) {}

    private static List<Group> groups(KycLane lane, KycClientActivity activity, Instant now) {
        List<Count> attention = new ArrayList<>(Stream.of(
                        SubmissionState.UNRESOLVED,
                        SubmissionState.QUARANTINED,
                        SubmissionState.IMPORT_FAILED,
                        SubmissionState.REJECTED)
                .map(state -> count(state, lane, activity, now))
                .toList());
        attention.add(new Count(
                "Failing listeners",
                Numbers.text(lane.publicationFailures()),
                lane.publicationFailures() == 0 ? Tone.NEUTRAL : Tone.BAD,
                href(lane, "LISTENERS"),
                null));
        return List.of(
                group(
                        "In progress",
                        true,
                        lane,
                        activity,
                        now,
                        SubmissionState.QUEUED,
                        SubmissionState.SENDING,
                        SubmissionState.UNCERTAIN,
                        SubmissionState.DELIVERED),
                new Group("Needs a person", true, attention),
                group(
                        "Finished",
                        false,
                        lane,
                        activity,
                        now,
                        SubmissionState.IMPORTED,
                        SubmissionState.UNCONFIRMED,
                        SubmissionState.CANCELLED,
                        SubmissionState.CLOSED));
    }

    private static Group group(
            String name,
            boolean hasAges,
            KycLane lane,
            KycClientActivity activity,
            Instant now,
            SubmissionState... states) {
        return new Group(
                name,
                hasAges,
                Stream.of(states)
                        .map(state -> count(state, lane, activity, now))
                        .toList());
    }

    private static String href(KycLane lane, String view) {
        return "desk?view=" + view + "&client=" + URLEncoder.encode(lane.client(), StandardCharsets.UTF_8);
    }

    private static Count count(SubmissionState state, KycLane lane, KycClientActivity activity, Instant now) {
        long number = lane.counts().getOrDefault(state, 0L);
        return new Count(
                Labels.of(state),
                Numbers.text(number),
                number == 0 ? Tone.NEUTRAL : Tone.of(state),
                href(lane, state.name()),
                Optional.ofNullable(activity.oldest().get(state))
                        .map(at -> TimeText.of(at, now))
                        .orElse(null));
    }
}
