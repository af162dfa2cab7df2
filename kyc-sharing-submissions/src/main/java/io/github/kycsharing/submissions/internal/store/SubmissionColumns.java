package io.github.kycsharing.submissions.internal.store;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.submissions.SubmissionAction;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps rows to columns and back. */
final class SubmissionColumns {
    private SubmissionColumns() {}

    /** Columns that are written once. */
    static Map<String, @Nullable Object> fixed(SubmissionRow row) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", row.id());
        columns.put("biz_entity_key", row.bizEntityKey());
        columns.put("request_no", row.requestNo());
        columns.put("request_no_generated", row.requestNoGenerated());
        columns.put("entity_customer_id", row.customer().entityCustomerId());
        columns.put("broker_main_account_id", row.customer().brokerMainAccountId());
        columns.put("broker_sub_account_id", row.customer().brokerSubAccountId());
        columns.put("sub_account_hash", Sha256.of(row.customer().brokerSubAccountId()));
        columns.put("replaces_id", row.replacesId());
        columns.put("backfill_id", row.backfillId());
        columns.put("promoted", false);
        columns.put("submitted_at", utc(row.submittedAt()));
        return columns;
    }

    /** All columns of a new row. */
    static Map<String, @Nullable Object> inserted(SubmissionRow row) {
        Map<String, @Nullable Object> columns = fixed(row);
        columns.putAll(changing(row));
        columns.put("queue_id", row.backfillId() == null ? SubmissionStore.DAILY : row.backfillId());
        columns.put("version", row.version());
        return columns;
    }

    /** Columns that can change, without the version. */
    static Map<String, @Nullable Object> changing(SubmissionRow row) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("delivery_slot", row.inDelivery() ? (short) 1 : null);
        columns.put("state", row.state().name());
        columns.put("next_call", row.nextCall().name());
        columns.put("due_at", utc(row.dueAt()));
        columns.put("may_have_arrived", row.evidence().mayHaveArrived());
        columns.put("system_error_possible", row.evidence().systemErrorPossible());
        columns.put("number_seen", row.evidence().numberSeen());
        columns.put("accepted", row.evidence().accepted());
        columns.put("number_disputed", row.numberDisputed());
        columns.put("attempts", row.attempts());
        columns.put("queries", row.queries());
        columns.put("handler_failures", row.handlerFailures());
        columns.put("first_attempt_at", utc(row.firstAttemptAt()));
        columns.put("last_attempt_at", utc(row.lastAttemptAt()));
        columns.put("doubt_since", utc(row.doubtSince()));
        columns.put("code", row.code());
        columns.put("fingerprint", row.fingerprint().value());
        columns.put("fingerprint_key_id", row.fingerprint().keyId());
        columns.put("open_fingerprint", row.open() ? row.fingerprint().value() : null);
        columns.put("delivered_at", utc(row.deliveredAt()));
        columns.put("ended_at", utc(row.endedAt()));
        columns.put("updated_at", utc(row.updatedAt()));
        return columns;
    }

    static SubmissionRow row(ResultSet result, int number) throws SQLException {
        return SubmissionRow.builder()
                .id(result.getObject("id", UUID.class))
                .seq(result.getLong("seq"))
                .bizEntityKey(result.getString("biz_entity_key"))
                .requestNo(result.getString("request_no"))
                .requestNoGenerated(result.getBoolean("request_no_generated"))
                .customer(new CustomerIds(
                        result.getString("entity_customer_id"),
                        result.getString("broker_main_account_id"),
                        result.getString("broker_sub_account_id")))
                .inDelivery(result.getObject("delivery_slot") != null)
                .state(SubmissionState.valueOf(result.getString("state")))
                .nextCall(NextCall.valueOf(result.getString("next_call")))
                .dueAt(instant(result, "due_at"))
                .evidence(evidence(result))
                .numberDisputed(result.getBoolean("number_disputed"))
                .attempts(result.getInt("attempts"))
                .queries(result.getInt("queries"))
                .handlerFailures(result.getInt("handler_failures"))
                .firstAttemptAt(instant(result, "first_attempt_at"))
                .lastAttemptAt(instant(result, "last_attempt_at"))
                .doubtSince(instant(result, "doubt_since"))
                .code(result.getString("code"))
                .fingerprint(new Fingerprint(result.getString("fingerprint"), result.getLong("fingerprint_key_id")))
                .open(result.getString("open_fingerprint") != null)
                .replacesId(result.getObject("replaces_id", UUID.class))
                .backfillId(result.getObject("backfill_id", UUID.class))
                .submittedAt(requiredInstant(result, "submitted_at"))
                .deliveredAt(instant(result, "delivered_at"))
                .endedAt(instant(result, "ended_at"))
                .updatedAt(requiredInstant(result, "updated_at"))
                .eraseRequestedAt(instant(result, "erase_requested_at"))
                .version(result.getLong("version"))
                .build();
    }

    static EventRow event(ResultSet result, int number) throws SQLException {
        String from = result.getString("from_state");
        String action = result.getString("action");
        byte[] note = result.getBytes("note");
        return new EventRow(
                result.getLong("id"),
                result.getObject("submission_id", UUID.class),
                from == null ? null : SubmissionState.valueOf(from),
                SubmissionState.valueOf(result.getString("state")),
                result.getString("code"),
                evidence(result),
                result.getInt("attempts"),
                action == null ? null : SubmissionAction.valueOf(action),
                result.getString("actor"),
                note == null ? null : new Ciphertext(result.getLong("note_key_id"), note),
                requiredInstant(result, "occurred_at"),
                result.getObject("publish_shard") != null,
                result.getInt("publish_failures"),
                instant(result, "published_at"));
    }

    private static Evidence evidence(ResultSet result) throws SQLException {
        return new Evidence(
                result.getBoolean("may_have_arrived"),
                result.getBoolean("system_error_possible"),
                result.getBoolean("number_seen"),
                result.getBoolean("accepted"));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet result, String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant requiredInstant(ResultSet result, String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }
}
