package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.instant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.requiredInstant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import io.github.kycsharing.submissions.InformationFilesState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Maps rows of requests for information to columns and back. */
final class InformationColumns {
    private static final String KEY_ID = "_key_id";

    private InformationColumns() {}

    /** All columns of a new row. */
    static MapSqlParameterSource inserted(InformationRow row) {
        return changing(row)
                .addValue("id", row.id())
                .addValue("biz_entity_key", row.bizEntityKey())
                .addValue("record_id", row.recordId())
                .addValue("entity_customer_id", row.entityCustomerId())
                .addValue("first_seen_at", utc(row.firstSeenAt()))
                .addValue("version", row.version());
    }

    /** Columns that can change, without the version. */
    static MapSqlParameterSource changing(InformationRow row) {
        MapSqlParameterSource columns = new MapSqlParameterSource();
        columns.addValue("status", row.status());
        add(columns, "expires_at", row.expiresAt());
        add(columns, "content", row.content());
        columns.addValue("seen_at", utc(row.seenAt()));
        add(columns, "published_at", row.publishedAt());
        add(columns, "closed_at", row.closedAt());
        columns.addValue("submit_state", row.state().name());
        add(columns, "files", row.files());
        columns.addValue("submit_request_no", row.requestNo(), Types.VARCHAR);
        columns.addValue("submit_status", row.statusAtAttempt(), Types.VARCHAR);
        columns.addValue("submit_attempts", row.attempts());
        columns.addValue("submit_tries", row.tries());
        columns.addValue("submit_code", row.code(), Types.VARCHAR);
        add(columns, "fail_reason", row.failReason());
        columns.addValue("actor", row.actor(), Types.VARCHAR);
        add(columns, "note", row.note());
        add(columns, "attempted_at", row.attemptedAt());
        add(columns, "submitted_at", row.submittedAt());
        add(columns, "due_at", row.dueAt());
        columns.addValue("updated_at", utc(row.updatedAt()));
        return columns;
    }

    private static void add(MapSqlParameterSource columns, String name, @Nullable Instant instant) {
        columns.addValue(name, utc(instant), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static void add(MapSqlParameterSource columns, String name, @Nullable Ciphertext ciphertext) {
        columns.addValue(name, ciphertext == null ? null : ciphertext.bytes(), Types.BINARY);
        columns.addValue(name + KEY_ID, ciphertext == null ? null : ciphertext.keyId(), Types.BIGINT);
    }

    static InformationRow row(ResultSet result, int number) throws SQLException {
        return InformationRow.builder()
                .id(result.getObject("id", UUID.class))
                .seq(result.getLong("seq"))
                .bizEntityKey(result.getString("biz_entity_key"))
                .recordId(result.getString("record_id"))
                .entityCustomerId(result.getString("entity_customer_id"))
                .status(result.getString("status"))
                .expiresAt(instant(result, "expires_at"))
                .content(ciphertext(result, "content"))
                .firstSeenAt(requiredInstant(result, "first_seen_at"))
                .seenAt(requiredInstant(result, "seen_at"))
                .publishedAt(instant(result, "published_at"))
                .closedAt(instant(result, "closed_at"))
                .erasedAt(instant(result, "erased_at"))
                .state(InformationFilesState.valueOf(result.getString("submit_state")))
                .files(ciphertext(result, "files"))
                .requestNo(result.getString("submit_request_no"))
                .statusAtAttempt(result.getString("submit_status"))
                .attempts(result.getInt("submit_attempts"))
                .tries(result.getInt("submit_tries"))
                .code(result.getString("submit_code"))
                .failReason(ciphertext(result, "fail_reason"))
                .actor(result.getString("actor"))
                .note(ciphertext(result, "note"))
                .attemptedAt(instant(result, "attempted_at"))
                .submittedAt(instant(result, "submitted_at"))
                .dueAt(instant(result, "due_at"))
                .updatedAt(requiredInstant(result, "updated_at"))
                .version(result.getLong("version"))
                .build();
    }

    private static @Nullable Ciphertext ciphertext(ResultSet result, String name) throws SQLException {
        byte[] bytes = result.getBytes(name);
        return bytes == null ? null : new Ciphertext(result.getLong(name + KEY_ID), bytes);
    }
}
