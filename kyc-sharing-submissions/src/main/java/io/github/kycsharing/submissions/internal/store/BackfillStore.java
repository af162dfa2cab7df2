package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.instant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.requiredInstant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import io.github.kycsharing.submissions.BackfillTimeWindow;
import io.github.kycsharing.submissions.BackfillViolation;
import io.github.kycsharing.submissions.InvalidBackfillRow;
import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of back-fills, on PostgreSQL and H2. Every method joins the current transaction. */
public final class BackfillStore {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final boolean postgresql;
    private final String table;
    private final String row;
    private final String submission;

    /** Uses the tables with this prefix. */
    public BackfillStore(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new NamedParameterJdbcTemplate(dataSource);
        this.postgresql = Dialect.isPostgresql(dataSource);
        this.table = prefix + "backfill";
        this.row = prefix + "backfill_row";
        this.submission = prefix + "submission";
    }

    /** Reads a back-fill and locks it; it is created if there is none of this name. */
    public StoredBackfill lockOrCreate(String bizEntityKey, String name, Instant now) {
        return lock(bizEntityKey, name).orElseGet(() -> {
            insert(bizEntityKey, name, now);
            return lock(bizEntityKey, name).orElseThrow();
        });
    }

    private void insert(String bizEntityKey, String name, Instant now) {
        try {
            jdbc.sql("insert into " + table
                            + " (id, biz_entity_key, name, state, percent, started_at, updated_at, version)"
                            + " values (:id, :entity, :name, 'ACTIVE', 0, :now, :now, 0)"
                            + (postgresql ? " on conflict do nothing" : ""))
                    .param("id", UUID.randomUUID())
                    .param("entity", bizEntityKey)
                    .param("name", name)
                    .param("now", utc(now))
                    .update();
        } catch (DuplicateKeyException e) {
            return; // H2, whose transaction goes on: another one has created it
        }
    }

    /** Finds one, without a lock. */
    public Optional<StoredBackfill> find(String bizEntityKey, String name) {
        return select(bizEntityKey, name, "");
    }

    /** Reads one and locks it until the end of the transaction. */
    public Optional<StoredBackfill> lock(String bizEntityKey, String name) {
        return select(bizEntityKey, name, " for update");
    }

    private Optional<StoredBackfill> select(String bizEntityKey, String name, String locking) {
        return jdbc.sql("select * from " + table + " where biz_entity_key = :entity and name = :name" + locking)
                .param("entity", bizEntityKey)
                .param("name", name)
                .query(BackfillStore::backfill)
                .optional();
    }

    /** Back-fills of an entity that may have queued rows, the oldest first. */
    public List<StoredBackfill> open(String bizEntityKey) {
        return jdbc.sql("select * from " + table
                        + " where biz_entity_key = :entity and completed_at is null order by seq")
                .param("entity", bizEntityKey)
                .query(BackfillStore::backfill)
                .list();
    }

    /** Back-fills of an entity that are not completed, or were completed after the given time, the newest first. */
    public List<StoredBackfill> recent(String bizEntityKey, Instant since, int limit) {
        return jdbc.sql("select * from " + table + " where biz_entity_key = :entity"
                        + " and (completed_at is null or completed_at > :since) order by seq desc"
                        + " fetch first :limit rows only")
                .param("entity", bizEntityKey)
                .param("since", utc(since))
                .param("limit", limit)
                .query(BackfillStore::backfill)
                .list();
    }

    /** All back-fills of these entities, the newest first. */
    public List<StoredBackfill> all(Collection<String> bizEntityKeys) {
        return bizEntityKeys.isEmpty()
                ? List.of()
                : jdbc.sql("select * from " + table + " where biz_entity_key in (:entities) order by seq desc")
                        .param("entities", bizEntityKeys)
                        .query(BackfillStore::backfill)
                        .list();
    }

    /** Writes all columns that can change of a row that this transaction has locked. */
    public void update(StoredBackfill backfill, Instant now) {
        BackfillTimeWindow window = backfill.timeWindow();
        Ciphertext note = backfill.note();
        jdbc.sql("update " + table + " set state = :state, window_from = :from, window_to = :to, window_zone = :zone,"
                        + " percent = :percent, loaded_at = :loadedAt, completed_at = :completedAt,"
                        + " changed_by = :changedBy, note = :note, note_key_id = :keyId, updated_at = :now,"
                        + " version = version + 1 where id = :id")
                .param("state", backfill.state().name())
                .param("from", window == null ? null : window.from().toString(), Types.VARCHAR)
                .param("to", window == null ? null : window.to().toString(), Types.VARCHAR)
                .param("zone", window == null ? null : window.zone().getId(), Types.VARCHAR)
                .param("percent", backfill.percent())
                .param("loadedAt", utc(backfill.loadedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("completedAt", utc(backfill.completedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("changedBy", backfill.changedBy(), Types.VARCHAR)
                .param("note", note == null ? null : note.bytes(), Types.BINARY)
                .param("keyId", note == null ? null : note.keyId(), Types.BIGINT)
                .param("now", utc(now))
                .param("id", backfill.id())
                .update();
    }

    /** Number of its submissions by state. */
    public Map<SubmissionState, Long> counts(UUID id) {
        Map<SubmissionState, Long> counts = new EnumMap<>(SubmissionState.class);
        jdbc.sql("select state, count(*) as number from " + submission + " where backfill_id = :id group by state")
                .param("id", id)
                .query(result -> {
                    counts.put(SubmissionState.valueOf(result.getString("state")), result.getLong("number"));
                });
        return counts;
    }

    /** Number of its invalid rows. */
    public long invalid(UUID id) {
        return jdbc.sql("select count(*) from " + row + " where backfill_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    /** Replaces the invalid rows of a range of positions. */
    public void replaceInvalid(UUID id, long from, long to, List<InvalidBackfillRow> rows) {
        jdbc.sql("delete from " + row + " where backfill_id = :id and position between :from and :to")
                .param("id", id)
                .param("from", from)
                .param("to", to)
                .update();
        if (!rows.isEmpty()) {
            batches.batchUpdate(
                    "insert into " + row + " (backfill_id, position, violations) values (:id, :position, :violations)",
                    rows.stream()
                            .map(invalid -> new MapSqlParameterSource()
                                    .addValue("id", id)
                                    .addValue("position", invalid.position())
                                    .addValue("violations", text(invalid.violations())))
                            .toArray(SqlParameterSource[]::new));
        }
    }

    /** Invalid rows after a position. */
    public List<InvalidBackfillRow> invalidRows(UUID id, long afterPosition, int limit) {
        return jdbc.sql(
                        "select position, violations from " + row
                                + " where backfill_id = :id and position > :after order by position fetch first :limit rows only")
                .param("id", id)
                .param("after", afterPosition)
                .param("limit", limit)
                .query((result, number) ->
                        new InvalidBackfillRow(result.getLong("position"), violations(result.getString("violations"))))
                .list();
    }

    /** A line for each: the rule, a space, the path. */
    private static String text(List<BackfillViolation> violations) {
        return violations.stream()
                .map(violation -> violation.rule() + " " + violation.path())
                .collect(Collectors.joining("\n"));
    }

    private static List<BackfillViolation> violations(String text) {
        return text.lines()
                .map(line -> line.split(" ", 2))
                .map(parts -> new BackfillViolation(parts.length == 2 ? parts[1] : "", parts[0]))
                .toList();
    }

    /**
     * Rows that are queued, not in delivery and in no doubt, locked. Those that another transaction changes now are left out.
     *
     * @return their ids
     */
    public List<UUID> lockQueued(UUID id, int limit) {
        return jdbc.sql("select id from " + submission + " where backfill_id = :id and state = 'QUEUED'"
                        + " and delivery_slot is null and may_have_arrived = false and number_seen = false"
                        + " fetch first :limit rows only for update skip locked")
                .param("id", id)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** Deletes back-fills that were completed before the given time, have no submissions any more and do not run again now. */
    public int deleteCompleted(Instant before, int limit) {
        return jdbc.sql("delete from " + table + " where completed_at < :before and id in (select b.id from " + table
                        + " b where b.completed_at < :before and not exists (select 1 from " + submission
                        + " s where s.backfill_id = b.id) fetch first :limit rows only)")
                .param("before", utc(before))
                .param("limit", limit)
                .update();
    }

    /** Ids of keys that rows name. */
    public Set<Long> keyIds() {
        return new HashSet<>(jdbc.sql("select distinct note_key_id from " + table + " where note_key_id is not null")
                .query(Long.class)
                .list());
    }

    private static StoredBackfill backfill(ResultSet result, int number) throws SQLException {
        String from = result.getString("window_from");
        byte[] note = result.getBytes("note");
        return new StoredBackfill(
                result.getObject("id", UUID.class),
                result.getString("biz_entity_key"),
                result.getString("name"),
                KycBackfill.State.valueOf(result.getString("state")),
                from == null
                        ? null
                        : new BackfillTimeWindow(
                                LocalTime.parse(from),
                                LocalTime.parse(result.getString("window_to")),
                                ZoneId.of(result.getString("window_zone"))),
                result.getInt("percent"),
                requiredInstant(result, "started_at"),
                instant(result, "loaded_at"),
                instant(result, "completed_at"),
                result.getString("changed_by"),
                note == null ? null : new Ciphertext(result.getLong("note_key_id"), note),
                result.getLong("version"));
    }
}
