package io.github.kycsharing.console.internal.overview;

import io.github.kycsharing.console.internal.web.Labels;
import io.github.kycsharing.console.internal.web.TimeText;
import io.github.kycsharing.console.internal.web.Tone;
import io.github.kycsharing.model.InformationRequestType;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycClientActivity;
import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.StoredInformationRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the overview shows.
 *
 * @param lanes one for each client
 * @param backfills those that are not completed or were started lately
 * @param requests open requests for information, those that expire first
 * @param hasMoreRequests whether there are more of them
 */
record OverviewModel(List<LaneModel> lanes, List<Backfill> backfills, List<Request> requests, boolean hasMoreRequests) {
    static final int MAX_REQUESTS = 20;
    private static final Duration SHOW_COMPLETED = Duration.ofDays(7);

    static OverviewModel of(
            List<KycLane> lanes,
            List<KycClientActivity> activities,
            List<KycBackfill> backfills,
            List<StoredInformationRequest> requests,
            Instant now) {
        Map<String, KycClientActivity> byClient =
                activities.stream().collect(Collectors.toMap(KycClientActivity::client, Function.identity()));
        return new OverviewModel(
                lanes.stream()
                        .map(lane -> LaneModel.of(
                                lane,
                                byClient.getOrDefault(
                                        lane.client(), new KycClientActivity(lane.client(), Map.of(), List.of())),
                                now))
                        .toList(),
                backfills.stream()
                        .filter(backfill -> isShown(backfill, now))
                        .map(backfill -> Backfill.of(backfill, now))
                        .toList(),
                requests.stream()
                        .sorted(Comparator.comparing(OverviewModel::expiry))
                        .limit(MAX_REQUESTS)
                        .map(request -> Request.of(request, now))
                        .toList(),
                requests.size() > MAX_REQUESTS);
    }

    private static boolean isShown(KycBackfill backfill, Instant now) {
        return backfill.completedAt()
                .map(at -> at.isAfter(now.minus(SHOW_COMPLETED)))
                .orElse(true);
    }

    private static Instant expiry(StoredInformationRequest request) {
        return request.request().expireTime().orElse(Instant.MAX);
    }

    /**
     * A back-fill.
     *
     * @param client name of its client, or the key of its access entity
     * @param name name
     * @param state state
     * @param tone how the state is coloured
     * @param percent progress
     * @param progress progress in numbers
     * @param invalid number of invalid rows
     * @param hours hours in which it is delivered; null for all
     * @param startedAt when it was started
     * @param changedBy who paused, resumed or cancelled it; null if it was none
     * @param note why; null if there is no reason
     * @param actions what a person can do
     */
    record Backfill(
            String client,
            String name,
            String state,
            Tone tone,
            int percent,
            String progress,
            String invalid,
            @Nullable String hours,
            TimeText startedAt,
            @Nullable String changedBy,
            @Nullable String note,
            List<Link> actions) {
        /** A link to a form. */
        record Link(String href, String label) {}

        static Backfill of(KycBackfill backfill, Instant now) {
            return new Backfill(
                    backfill.client().orElse(backfill.bizEntityKey()),
                    backfill.name(),
                    switch (backfill.state()) {
                        case ACTIVE -> active(backfill, now);
                        case PAUSED -> "Paused";
                        case CANCELLED -> "Cancelled";
                        case COMPLETED -> "Completed";
                    },
                    switch (backfill.state()) {
                        case ACTIVE -> isInHours(backfill, now) ? Tone.GOOD : Tone.NEUTRAL;
                        case COMPLETED -> Tone.GOOD;
                        case PAUSED -> Tone.WARNING;
                        case CANCELLED -> Tone.NEUTRAL;
                    },
                    backfill.percent(),
                    Numbers.text(finished(backfill)) + " of " + Numbers.text(backfill.total()),
                    Numbers.text(backfill.invalid()),
                    backfill.timeWindow()
                            .map(window -> window.hours() + " " + zone(window.zone()))
                            .orElse(null),
                    TimeText.of(backfill.startedAt(), now),
                    backfill.changedBy().orElse(null),
                    backfill.note().orElse(null),
                    backfill.client().map(client -> actions(backfill, client)).orElse(List.of()));
        }

        private static List<Link> actions(KycBackfill backfill, String client) {
            return Arrays.stream(BackfillPage.Action.values())
                    .filter(action -> action.isAllowedIn(backfill.state()))
                    .map(action -> new Link(
                            "backfills/" + action.name().toLowerCase(Locale.ROOT) + "?client="
                                    + URLEncoder.encode(client, StandardCharsets.UTF_8) + "&name="
                                    + URLEncoder.encode(backfill.name(), StandardCharsets.UTF_8),
                            action.label()))
                    .toList();
        }

        private static long finished(KycBackfill backfill) {
            return backfill.counts().entrySet().stream()
                    .filter(count -> count.getKey().isTerminal())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        private static String active(KycBackfill backfill, Instant now) {
            if (backfill.loadedAt().isEmpty()) {
                return "Loading";
            }
            return isInHours(backfill, now) ? "In delivery" : "Waits for its hours";
        }

        private static boolean isInHours(KycBackfill backfill, Instant now) {
            return backfill.timeWindow().map(window -> window.contains(now)).orElse(true);
        }

        private static String zone(ZoneId zone) {
            return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        }
    }

    /**
     * An open request for information.
     *
     * @param client name of its client, or the key of its access entity
     * @param recordId id at the exchange
     * @param reason type of the request; null if it is unknown
     * @param files state of the files
     * @param tone how the state is coloured
     * @param firstSeenAt when it was found
     * @param expiresAt when it expires; null if that is unknown
     * @param isExpired whether it has expired
     */
    record Request(
            String client,
            String recordId,
            @Nullable String reason,
            String files,
            Tone tone,
            TimeText firstSeenAt,
            @Nullable TimeText expiresAt,
            boolean isExpired) {
        static Request of(StoredInformationRequest request, Instant now) {
            Optional<Instant> expiresAt = request.request().expireTime();
            return new Request(
                    request.client().orElse(request.bizEntityKey()),
                    request.recordId(),
                    request.request()
                            .recordType()
                            .map(InformationRequestType::value)
                            .orElse(null),
                    Labels.of(request.files()),
                    Tone.of(request.files()),
                    TimeText.of(request.firstSeenAt(), now),
                    expiresAt.map(at -> TimeText.of(at, now)).orElse(null),
                    expiresAt.filter(at -> at.isBefore(now)).isPresent());
        }
    }
}
