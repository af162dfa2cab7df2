package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.instant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.requiredInstant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of lanes, on PostgreSQL and H2. */
public final class JdbcLaneStore implements LaneStore {
    private final JdbcClient jdbc;
    private final boolean postgresql;
    private final String table;

    /** Uses the tables with this prefix. */
    public JdbcLaneStore(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.postgresql = Dialect.isPostgresql(dataSource);
        this.table = prefix + "lane";
    }

    @Override
    public Optional<LaneRow> find(String bizEntityKey) {
        return select(bizEntityKey, "");
    }

    @Override
    public LaneRow lock(String bizEntityKey) {
        return select(bizEntityKey, " for update").orElseGet(() -> {
            insert(bizEntityKey);
            return select(bizEntityKey, " for update").orElseThrow();
        });
    }

    private Optional<LaneRow> select(String bizEntityKey, String locking) {
        return jdbc.sql("select * from " + table + " where biz_entity_key = :entity" + locking)
                .param("entity", bizEntityKey)
                .query(JdbcLaneStore::row)
                .optional();
    }

    private void insert(String bizEntityKey) {
        try {
            jdbc.sql("insert into " + table + " (biz_entity_key, state, back_offs, rejections, changed_at, version)"
                            + " values (:entity, 'ACTIVE', 0, 0, current_timestamp, 0)"
                            + (postgresql ? " on conflict do nothing" : ""))
                    .param("entity", bizEntityKey)
                    .update();
        } catch (DuplicateKeyException e) {
            return; // H2: another instance has created it
        }
    }

    @Override
    public void update(LaneRow lane) {
        jdbc.sql("update " + table + " set state = :state, cause = :cause, back_offs = :backOffs,"
                        + " back_off_until = :backOffUntil, probe_id = :probeId, probe_until = :probeUntil,"
                        + " rejection_code = :rejectionCode, rejections = :rejections, changed_by = :changedBy,"
                        + " note = :note, note_key_id = :noteKeyId, changed_at = :changedAt, version = version + 1"
                        + " where biz_entity_key = :entity")
                .param("state", lane.state().name())
                .param("cause", lane.cause(), Types.VARCHAR)
                .param("backOffs", lane.backOffs())
                .param("backOffUntil", utc(lane.backOffUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("probeId", lane.probeId(), Types.OTHER)
                .param("probeUntil", utc(lane.probeUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rejectionCode", lane.rejectionCode(), Types.VARCHAR)
                .param("rejections", lane.rejections())
                .param("changedBy", lane.changedBy(), Types.VARCHAR)
                .param("note", lane.note() == null ? null : lane.note().bytes(), Types.BINARY)
                .param("noteKeyId", lane.note() == null ? null : lane.note().keyId(), Types.BIGINT)
                .param("changedAt", utc(lane.changedAt()))
                .param("entity", lane.bizEntityKey())
                .update();
    }

    private static LaneRow row(ResultSet result, int number) throws SQLException {
        byte[] note = result.getBytes("note");
        return new LaneRow(
                result.getString("biz_entity_key"),
                KycLane.State.valueOf(result.getString("state")),
                result.getString("cause"),
                result.getInt("back_offs"),
                instant(result, "back_off_until"),
                result.getObject("probe_id", UUID.class),
                instant(result, "probe_until"),
                result.getString("rejection_code"),
                result.getInt("rejections"),
                result.getString("changed_by"),
                note == null ? null : new Ciphertext(result.getLong("note_key_id"), note),
                requiredInstant(result, "changed_at"),
                result.getLong("version"));
    }
}
