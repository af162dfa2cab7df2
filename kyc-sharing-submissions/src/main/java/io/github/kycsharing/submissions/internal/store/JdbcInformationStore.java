package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The tables of requests for information, on PostgreSQL and H2. */
public final class JdbcInformationStore implements InformationStore {
    private static final String SUBMITTING = "'TO_SUBMIT', 'SUBMITTING'";

    private final JdbcClient jdbc;
    private final boolean postgresql;
    private final String request;
    private final String poll;

    /** Uses the tables with this prefix. */
    public JdbcInformationStore(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.postgresql = Dialect.isPostgresql(dataSource);
        this.request = prefix + "information_request";
        this.poll = prefix + "information_poll";
    }

    @Override
    public boolean insert(InformationRow row) {
        MapSqlParameterSource columns = InformationColumns.inserted(row);
        String names = String.join(", ", columns.getParameterNames());
        String values = Arrays.stream(columns.getParameterNames())
                .map(name -> ":" + name)
                .collect(Collectors.joining(", "));
        return inserted(jdbc.sql("insert into " + request + " (" + names + ") values (" + values + ")" + onConflict())
                .paramSource(columns));
    }

    /** A violation would abort PostgreSQL's transaction. */
    private String onConflict() {
        return postgresql ? " on conflict do nothing" : "";
    }

    private static boolean inserted(StatementSpec insertion) {
        try {
            return insertion.update() > 0;
        } catch (DuplicateKeyException e) {
            return false; // H2, whose transaction goes on
        }
    }

    @Override
    public Optional<InformationRow> find(String bizEntityKey, String recordId) {
        return one(bizEntityKey, recordId, "");
    }

    @Override
    public Optional<InformationRow> lock(String bizEntityKey, String recordId) {
        return one(bizEntityKey, recordId, " for update");
    }

    private Optional<InformationRow> one(String bizEntityKey, String recordId, String locking) {
        return select("biz_entity_key = :entity and record_id = :record" + locking)
                .param("entity", bizEntityKey)
                .param("record", recordId)
                .query(InformationColumns::row)
                .optional();
    }

    @Override
    public Optional<InformationRow> lock(UUID id) {
        return select("id = :id for update")
                .param("id", id)
                .query(InformationColumns::row)
                .optional();
    }

    @Override
    public Optional<InformationRow> lockIfFree(UUID id) {
        return select("id = :id for update skip locked")
                .param("id", id)
                .query(InformationColumns::row)
                .optional();
    }

    @Override
    public List<InformationRow> find(String bizEntityKey, Collection<String> recordIds) {
        return recordIds.isEmpty()
                ? List.of()
                : select("biz_entity_key = :entity and record_id in (:records)")
                        .param("entity", bizEntityKey)
                        .param("records", recordIds)
                        .query(InformationColumns::row)
                        .list();
    }

    @Override
    public List<InformationRow> lockFree(String bizEntityKey, Collection<String> recordIds) {
        return new TreeSet<>(recordIds)
                .stream()
                        .map(record -> one(bizEntityKey, record, " for update skip locked"))
                        .flatMap(Optional::stream)
                        .toList();
    }

    @Override
    public List<InformationRow> open(String bizEntityKey, long afterSeq, int limit) {
        return select("biz_entity_key = :entity and closed_at is null and seq > :after"
                        + " order by seq fetch first :limit rows only")
                .param("entity", bizEntityKey)
                .param("after", afterSeq)
                .param("limit", limit)
                .query(InformationColumns::row)
                .list();
    }

    @Override
    public Optional<InformationRow> update(InformationRow row) {
        MapSqlParameterSource columns = InformationColumns.changing(row);
        String assignments = Arrays.stream(columns.getParameterNames())
                .map(name -> name + " = :" + name)
                .collect(Collectors.joining(", "));
        columns.addValue("row_id", row.id()).addValue("row_version", row.version());
        int updated = jdbc.sql("update " + request + " set " + assignments
                        + ", version = version + 1 where id = :row_id and version = :row_version")
                .paramSource(columns)
                .update();
        return updated == 0
                ? Optional.empty()
                : Optional.of(row.toBuilder().version(row.version() + 1).build());
    }

    @Override
    public List<InformationRow> dueSubmissions(String bizEntityKey, Instant now, int limit) {
        return due(bizEntityKey, "submit_state in (" + SUBMITTING + ")", now, limit);
    }

    @Override
    public List<InformationRow> dueResults(String bizEntityKey, Instant now, int limit) {
        return due(bizEntityKey, "submit_state = 'SUBMITTED'", now, limit);
    }

    private List<InformationRow> due(String bizEntityKey, String condition, Instant now, int limit) {
        return select("biz_entity_key = :entity and due_at <= :now and " + condition
                        + " order by due_at fetch first :limit rows only")
                .param("entity", bizEntityKey)
                .param("now", utc(now))
                .param("limit", limit)
                .query(InformationColumns::row)
                .list();
    }

    @Override
    public Optional<Instant> nextDue(String bizEntityKey, boolean includeSubmissions) {
        return jdbc.sql("select due_at from " + request + " where biz_entity_key = :entity and due_at is not null"
                        + (includeSubmissions ? "" : " and submit_state not in (" + SUBMITTING + ")")
                        + " order by due_at fetch first 1 rows only")
                .param("entity", bizEntityKey)
                .query((result, number) -> SubmissionColumns.requiredInstant(result, "due_at"))
                .optional();
    }

    @Override
    public InformationCursor cursor(String bizEntityKey, Instant now) {
        return selectCursor(bizEntityKey).orElseGet(() -> {
            boolean unused = insertCursor(bizEntityKey, now);
            return selectCursor(bizEntityKey).orElseThrow();
        });
    }

    private Optional<InformationCursor> selectCursor(String bizEntityKey) {
        return jdbc.sql("select * from " + poll + " where biz_entity_key = :entity")
                .param("entity", bizEntityKey)
                .query((result, number) -> new InformationCursor(
                        result.getString("biz_entity_key"),
                        result.getInt("next_page"),
                        result.getLong("rows_read"),
                        result.getInt("failures"),
                        SubmissionColumns.instant(result, "started_at"),
                        SubmissionColumns.requiredInstant(result, "due_at"),
                        result.getLong("version")))
                .optional();
    }

    private boolean insertCursor(String bizEntityKey, Instant now) {
        return inserted(jdbc.sql("insert into " + poll
                        + " (biz_entity_key, next_page, rows_read, failures, due_at, version)"
                        + " values (:entity, 1, 0, 0, :now, 0)" + onConflict())
                .param("entity", bizEntityKey)
                .param("now", utc(now)));
    }

    @Override
    public boolean move(InformationCursor cursor) {
        return jdbc.sql("update " + poll + " set next_page = :page, rows_read = :rows, failures = :failures,"
                                + " started_at = :started, due_at = :due, version = version + 1"
                                + " where biz_entity_key = :entity and version = :version")
                        .param("page", cursor.nextPage())
                        .param("rows", cursor.rowsRead())
                        .param("failures", cursor.failures())
                        .param("started", utc(cursor.startedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("due", utc(cursor.dueAt()))
                        .param("entity", cursor.bizEntityKey())
                        .param("version", cursor.version())
                        .update()
                > 0;
    }

    @Override
    public boolean wake(String bizEntityKey, Instant now) {
        return jdbc.sql("update " + poll + " set woken_at = :now where biz_entity_key = :entity and woken_at is null")
                        .param("now", utc(now))
                        .param("entity", bizEntityKey)
                        .update()
                > 0;
    }

    @Override
    public boolean takeWakeUp(String bizEntityKey, Instant listDueAt, Instant resultsDueAt) {
        boolean woken = jdbc.sql("update " + poll + " set woken_at = null,"
                                + " due_at = case when due_at < :due then due_at else :due end, version = version + 1"
                                + " where biz_entity_key = :entity and woken_at is not null")
                        .param("due", utc(listDueAt))
                        .param("entity", bizEntityKey)
                        .update()
                > 0;
        if (woken) {
            jdbc.sql("update " + request + " set due_at = :due where biz_entity_key = :entity"
                            + " and submit_state = 'SUBMITTED' and submit_request_no is not null and due_at > :due")
                    .param("due", utc(resultsDueAt))
                    .param("entity", bizEntityKey)
                    .update();
        }
        return woken;
    }

    @Override
    public List<UUID> eraseCustomer(String bizEntityKey, String entityCustomerId) {
        List<UUID> ids = jdbc.sql("select id from " + request
                        + " where biz_entity_key = :entity and entity_customer_id = :customer for update")
                .param("entity", bizEntityKey)
                .param("customer", entityCustomerId)
                .query(UUID.class)
                .list();
        for (UUID id : ids) {
            jdbc.sql("update " + request + " set entity_customer_id = :pseudonym, erased_at = current_timestamp,"
                            + " closed_at = coalesce(closed_at, current_timestamp), content = null, content_key_id = null,"
                            + " submit_state = 'NONE', files = null, files_key_id = null, submit_request_no = null,"
                            + " submit_code = null, fail_reason = null, fail_reason_key_id = null, actor = null,"
                            + " note = null, note_key_id = null, due_at = null, updated_at = current_timestamp,"
                            + " version = version + 1 where id = :id")
                    .param("pseudonym", "erased-" + UUID.randomUUID())
                    .param("id", id)
                    .update();
        }
        return ids;
    }

    @Override
    public int deleteClosed(Instant closedBefore, int limit) {
        return jdbc.sql("delete from " + request + " where id in (select id from " + request
                        + " where closed_at < :before and erased_at is null and due_at is null"
                        + " fetch first :limit rows only)")
                .param("before", utc(closedBefore))
                .param("limit", limit)
                .update();
    }

    @Override
    public Set<Long> keyIds() {
        return List.of("content", "files", "fail_reason", "note").stream()
                .flatMap(column -> jdbc
                        .sql("select distinct " + column + "_key_id from " + request + " where " + column
                                + "_key_id is not null")
                        .query(Long.class)
                        .list()
                        .stream())
                .collect(Collectors.toSet());
    }

    private StatementSpec select(String condition) {
        return jdbc.sql("select * from " + request + " where " + condition);
    }
}
