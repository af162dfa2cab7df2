package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.Intervention;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.KycBackfills;
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
 * Shows back-fills and their invalid rows, pauses, resumes and cancels them. It returns no value of a record and no note. Commands need the
 * access level {@code unrestricted}, which is not the default.
 */
@Endpoint(id = "kycbackfills", defaultAccess = Access.READ_ONLY)
final class KycBackfillsEndpoint {
    private static final int DEFAULT_LIMIT = 100;

    private final KycBackfills backfills;

    KycBackfillsEndpoint(KycBackfills backfills) {
        this.backfills = backfills;
    }

    /** The back-fills of this application's clients, the newest first. */
    @ReadOperation
    BackfillsDescription backfills() {
        return new BackfillsDescription(
                backfills.all().stream().map(BackfillDescription::of).toList());
    }

    /** A back-fill. */
    @ReadOperation
    BackfillDescription backfill(@Selector String client, @Selector String name) {
        return backfills
                .progress(client, name)
                .map(BackfillDescription::of)
                .orElseThrow(() -> new KycSubmissionException(
                        Reason.BACKFILL_NOT_FOUND, "The client has no back-fill of this name.", null, null));
    }

    /** A page of a back-fill's invalid rows, by position. */
    @ReadOperation
    RowsDescription invalidRows(
            @Selector String client,
            @Selector String name,
            @Selector BackfillPart part,
            @Nullable Long after,
            @Nullable Integer limit) {
        int size = limit == null ? DEFAULT_LIMIT : limit;
        return switch (part) {
            case INVALID_ROWS ->
                RowsDescription.of(backfills.invalidRows(client, name, after == null ? 0 : after, size), size);
        };
    }

    /** Pauses, resumes or cancels a back-fill, on all instances. */
    @WriteOperation
    BackfillDescription execute(
            @Selector String client,
            @Selector String name,
            BackfillAction command,
            String reason,
            SecurityContext caller) {
        Intervention by = EndpointCaller.intervention(caller, reason);
        return BackfillDescription.of(
                switch (command) {
                    case PAUSE -> backfills.pause(client, name, by);
                    case RESUME -> backfills.resume(client, name, by);
                    case CANCEL -> backfills.cancel(client, name, by);
                });
    }

    /** What can be shown of a back-fill beside its progress. */
    enum BackfillPart {
        /** Rows that are not stored, since they break rules. */
        INVALID_ROWS
    }

    /** What can be done to a back-fill. */
    enum BackfillAction {
        /** Delivers none of its queued rows until it is resumed. */
        PAUSE,
        /** Delivers them again. */
        RESUME,
        /** Never delivers them. */
        CANCEL
    }

    /**
     * All back-fills.
     *
     * @param backfills the back-fills, the newest first
     */
    record BackfillsDescription(List<BackfillDescription> backfills) implements OperationResponseBody {}

    /** A back-fill as the endpoint shows it: without the key of the access entity and the note of the person who changed it. */
    record BackfillDescription(
            @Nullable String client,
            String name,
            KycBackfill.State state,
            @Nullable String timeWindow,
            @Nullable String zone,
            int percent,
            long total,
            Map<SubmissionState, Long> counts,
            long invalid,
            Instant startedAt,
            @Nullable Instant loadedAt,
            @Nullable Instant completedAt,
            @Nullable String changedBy)
            implements OperationResponseBody {
        static BackfillDescription of(KycBackfill backfill) {
            return new BackfillDescription(
                    backfill.client().orElse(null),
                    backfill.name(),
                    backfill.state(),
                    backfill.timeWindow().map(window -> window.hours()).orElse(null),
                    backfill.timeWindow().map(window -> window.zone().getId()).orElse(null),
                    backfill.percent(),
                    backfill.total(),
                    new TreeMap<>(backfill.counts()),
                    backfill.invalid(),
                    backfill.startedAt(),
                    backfill.loadedAt().orElse(null),
                    backfill.completedAt().orElse(null),
                    backfill.changedBy().orElse(null));
        }
    }

    /**
     * A page of invalid rows.
     *
     * @param rows positions, and the paths and rules of each
     * @param next the parameter {@code after} of the next page; null for the last page
     */
    record RowsDescription(
            List<InvalidBackfillRow> rows, @Nullable Long next) implements OperationResponseBody {
        static RowsDescription of(List<InvalidBackfillRow> rows, int limit) {
            return new RowsDescription(
                    rows, rows.size() < limit ? null : rows.get(rows.size() - 1).position());
        }
    }
}
