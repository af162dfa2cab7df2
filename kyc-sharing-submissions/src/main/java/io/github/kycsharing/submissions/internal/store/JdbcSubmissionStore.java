package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import io.github.kycsharing.submissions.SubmissionFilter;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The tables of submissions, bodies and events, on PostgreSQL and H2. */
public final class JdbcSubmissionStore implements SubmissionStore {
    /** States in which a submission holds the customer's next one back. */
    private static final String HOLDING = names(SubmissionState::holdsCustomer);

    /** Open states but the first. As a list it lets the database leave many queued rows out by an index. */
    private static final String BEGUN = names(state -> !state.isTerminal() && state != SubmissionState.QUEUED);

    /** The zeros of {@link #DAILY}. */
    public static final String DAILY_QUEUE = "cast('" + DAILY + "' as uuid)";

    private static final int PROBES = 100;

    private static final String TERMINAL = names(SubmissionState::isTerminal);

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final boolean postgresql;
    private final String submission;
    private final String body;
    private final String event;
    private final String task;
    private final String lane;

    /** Uses the tables with this prefix. */
    public JdbcSubmissionStore(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new NamedParameterJdbcTemplate(dataSource);
        this.postgresql = Dialect.isPostgresql(dataSource);
        this.submission = prefix + "submission";
        this.body = prefix + "submission_body";
        this.event = prefix + "submission_event";
        this.task = prefix + "task";
        this.lane = prefix + "lane";
    }

    @Override
    public boolean insert(SubmissionRow row, Ciphertext ciphertext) {
        Map<String, @Nullable Object> columns = SubmissionColumns.inserted(row);
        try {
            if (jdbc.sql(insertion(columns.keySet())).params(columns).update() == 0) {
                return false;
            }
        } catch (DuplicateKeyException e) {
            return false; // H2, whose transaction goes on
        }
        jdbc.sql(bodyInsertion()).params(bodyOf(row, ciphertext)).update();
        return true;
    }

    private String insertion(Collection<String> columns) {
        return "insert into " + submission + " (" + String.join(", ", columns) + ") values ("
                + columns.stream().map(name -> ":" + name).collect(Collectors.joining(", ")) + ")"
                // A violation would abort PostgreSQL's transaction, which is the caller's.
                + (postgresql ? " on conflict do nothing" : "");
    }

    private String bodyInsertion() {
        return "insert into " + body + " (submission_id, key_id, ciphertext) values (:id, :key, :bytes)";
    }

    private static Map<String, Object> bodyOf(SubmissionRow row, Ciphertext ciphertext) {
        return Map.of("id", row.id(), "key", ciphertext.keyId(), "bytes", ciphertext.bytes());
    }

    @Override
    public Set<UUID> insertAll(Map<SubmissionRow, Ciphertext> rows) {
        if (rows.isEmpty()) {
            return Set.of();
        }
        return postgresql ? insertBatch(rows) : insertEach(rows);
    }

    /** H2 is in this process, and a violation would hide which rows of a batch it inserted. */
    private Set<UUID> insertEach(Map<SubmissionRow, Ciphertext> rows) {
        Set<UUID> inserted = new HashSet<>();
        rows.forEach((row, ciphertext) -> {
            if (insert(row, ciphertext)) {
                append(EventRow.of(null, row, null, null));
                inserted.add(row.id());
            }
        });
        return inserted;
    }

    private Set<UUID> insertBatch(Map<SubmissionRow, Ciphertext> rows) {
        try {
            return insertInBatches(rows);
        } catch (TransientDataAccessException e) {
            throw new ConcurrencyFailureException("The submissions were not stored; repeat the transaction");
        } catch (DataAccessException e) {
            // The driver's message quotes the statement with its values, so it is not the cause.
            throw new DataIntegrityViolationException(
                    "The submissions were not stored: the database refused one of them");
        }
    }

    private Set<UUID> insertInBatches(Map<SubmissionRow, Ciphertext> rows) {
        List<Map<String, @Nullable Object>> columns =
                rows.keySet().stream().map(SubmissionColumns::inserted).toList();
        batches.batchUpdate(insertion(columns.get(0).keySet()), sources(columns));
        Set<UUID> inserted = new HashSet<>(jdbc.sql("select id from " + submission + " where id in (:ids)")
                .param("ids", rows.keySet().stream().map(SubmissionRow::id).toList())
                .query(UUID.class)
                .list());
        List<SubmissionRow> stored = rows.keySet().stream()
                .filter(row -> inserted.contains(row.id()))
                .toList();
        batches.batchUpdate(
                bodyInsertion(),
                sources(stored.stream()
                        .map(row -> bodyOf(row, Objects.requireNonNull(rows.get(row))))
                        .toList()));
        batches.batchUpdate(
                appending(true),
                stored.stream()
                        .map(row -> eventOf(EventRow.of(null, row, null, null)))
                        .toArray(SqlParameterSource[]::new));
        return inserted;
    }

    private static SqlParameterSource[] sources(List<? extends Map<String, ?>> columns) {
        return columns.stream().map(MapSqlParameterSource::new).toArray(SqlParameterSource[]::new);
    }

    @Override
    public Optional<SubmissionRow> find(UUID id) {
        return select("where id = :id")
                .param("id", id)
                .query(SubmissionColumns::row)
                .optional();
    }

    @Override
    public Optional<SubmissionRow> find(String bizEntityKey, String requestNo) {
        return select("where biz_entity_key = :entity and request_no = :number")
                .param("entity", bizEntityKey)
                .param("number", requestNo)
                .query(SubmissionColumns::row)
                .optional();
    }

    @Override
    public List<SubmissionRow> findAll(String bizEntityKey, Collection<String> requestNos) {
        return requestNos.isEmpty()
                ? List.of()
                : select("where biz_entity_key = :entity and request_no in (:numbers)")
                        .param("entity", bizEntityKey)
                        .param("numbers", requestNos)
                        .query(SubmissionColumns::row)
                        .list();
    }

    @Override
    public Optional<SubmissionRow> findOpen(
            String bizEntityKey, String entityCustomerId, Collection<Fingerprint> fingerprints) {
        return select("where biz_entity_key = :entity and entity_customer_id = :customer"
                        + " and open_fingerprint in (:fingerprints) order by seq fetch first 1 rows only")
                .param("entity", bizEntityKey)
                .param("customer", entityCustomerId)
                .param(
                        "fingerprints",
                        fingerprints.stream().map(Fingerprint::value).toList())
                .query(SubmissionColumns::row)
                .optional();
    }

    @Override
    public List<SubmissionRow> findOpen(
            String bizEntityKey, Collection<String> entityCustomerIds, Collection<Fingerprint> fingerprints) {
        return fingerprints.isEmpty()
                ? List.of()
                : select("where biz_entity_key = :entity and entity_customer_id in (:customers)"
                                + " and open_fingerprint in (:fingerprints) order by seq")
                        .param("entity", bizEntityKey)
                        .param("customers", entityCustomerIds)
                        .param(
                                "fingerprints",
                                fingerprints.stream().map(Fingerprint::value).toList())
                        .query(SubmissionColumns::row)
                        .list();
    }

    @Override
    public Optional<SubmissionRow> lock(UUID id) {
        return select("where id = :id for update")
                .param("id", id)
                .query(SubmissionColumns::row)
                .optional();
    }

    @Override
    public Optional<SubmissionRow> update(SubmissionRow row) {
        Map<String, @Nullable Object> columns = SubmissionColumns.changing(row);
        String sql = "update " + submission + " set "
                + columns.keySet().stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "))
                // A row that returns to the queue returns to its own one, or to the daily one if it was promoted
                // meanwhile.
                + ", queue_id = " + (row.state() == SubmissionState.QUEUED ? queue() : "null")
                + ", version = version + 1 where id = :id and version = :version";
        columns.put("id", row.id());
        columns.put("version", row.version());
        return jdbc.sql(sql).params(columns).update() == 0
                ? Optional.empty()
                : Optional.of(row.toBuilder().version(row.version() + 1).build());
    }

    private static String queue() {
        return "case when promoted or backfill_id is null then " + DAILY_QUEUE + " else backfill_id end";
    }

    @Override
    public Optional<Ciphertext> body(UUID id) {
        return jdbc.sql("select key_id, ciphertext from " + body + " where submission_id = :id")
                .param("id", id)
                .query((result, number) -> new Ciphertext(result.getLong("key_id"), result.getBytes("ciphertext")))
                .optional();
    }

    @Override
    public void replaceBody(UUID id, Ciphertext ciphertext) {
        jdbc.sql("update " + body + " set key_id = :key, ciphertext = :bytes where submission_id = :id")
                .param("id", id)
                .param("key", ciphertext.keyId())
                .param("bytes", ciphertext.bytes())
                .update();
    }

    @Override
    public void deleteBody(UUID id) {
        jdbc.sql("delete from " + body + " where submission_id = :id")
                .param("id", id)
                .update();
    }

    @Override
    public void append(EventRow row) {
        batches.update(appending(row.publish()), eventOf(row));
    }

    private String appending(boolean publish) {
        return "insert into " + event + " (submission_id, from_state, state, code, may_have_arrived,"
                + " system_error_possible, number_seen, accepted, attempts, action, actor, note, note_key_id,"
                + " occurred_at, publish_shard, publish_due_at, publish_failures)"
                + " select id, :from, :state, :code, :m, :s, :n, :a, :attempts, :action, :actor, :note, :key,"
                + " :at, " + (publish ? shard() : "cast(null as smallint)")
                + ", :at, 0 from " + submission + " where id = :id";
    }

    private static SqlParameterSource eventOf(EventRow row) {
        return new MapSqlParameterSource()
                .addValue(
                        "from", row.fromState() == null ? null : row.fromState().name(), Types.VARCHAR)
                .addValue("state", row.state().name(), Types.VARCHAR)
                .addValue("code", row.code(), Types.VARCHAR)
                .addValue("m", row.evidence().mayHaveArrived(), Types.BOOLEAN)
                .addValue("s", row.evidence().systemErrorPossible(), Types.BOOLEAN)
                .addValue("n", row.evidence().numberSeen(), Types.BOOLEAN)
                .addValue("a", row.evidence().accepted(), Types.BOOLEAN)
                .addValue("attempts", row.attempts(), Types.INTEGER)
                .addValue("action", row.action() == null ? null : row.action().name(), Types.VARCHAR)
                .addValue("actor", row.actor(), Types.VARCHAR)
                .addValue("note", row.note() == null ? null : row.note().bytes(), Types.BINARY)
                .addValue("key", row.note() == null ? null : row.note().keyId(), Types.BIGINT)
                .addValue("at", utc(row.occurredAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("id", row.submissionId());
    }

    /** The events of a customer are in one shard: it is a number of the customer's key. */
    private String shard() {
        return postgresql
                ? "cast(mod(abs(hashtext(biz_entity_key || '/' || entity_customer_id)::bigint), " + EventStore.SHARDS
                        + ") as smallint)"
                : "cast(mod(abs(cast(ora_hash(biz_entity_key || '/' || entity_customer_id) as bigint)), "
                        + EventStore.SHARDS + ") as smallint)";
    }

    @Override
    public void publishNow(UUID submissionId, Instant at) {
        jdbc.sql("update " + event
                        + " set publish_due_at = :at where publish_shard is not null and publish_due_at > :at"
                        + " and submission_id in (select o.id from " + submission + " s join " + submission
                        + " o on o.biz_entity_key = s.biz_entity_key and o.entity_customer_id = s.entity_customer_id"
                        + " and o.seq <= s.seq where s.id = :id)")
                .param("at", utc(at))
                .param("id", submissionId)
                .update();
    }

    @Override
    public List<EventRow> events(UUID submissionId) {
        return jdbc.sql("select * from " + event + " where submission_id = :id order by id")
                .param("id", submissionId)
                .query(SubmissionColumns::event)
                .list();
    }

    @Override
    public List<SubmissionRow> list(Set<String> bizEntityKeys, SubmissionFilter filter, long cursor) {
        Set<SubmissionState> states =
                filter.states().isEmpty() ? EnumSet.allOf(SubmissionState.class) : filter.states();
        String order = filter.oldestFirst() ? " order by seq" : " order by seq desc";
        String limited = order + " fetch first :limit rows only";
        String condition = (filter.oldestFirst() ? "seq > :cursor" : "seq < :cursor") + condition(filter);
        // Each part is read in the order of an index, however many rows there are.
        String parts = IntStream.range(0, bizEntityKeys.size())
                .mapToObj(entity -> "biz_entity_key = :entity" + entity)
                .flatMap(entity -> hasOwnIndex(filter)
                        ? Stream.of(entity + " and state in (" + names(states::contains) + ")")
                        : states.stream().map(state -> entity + " and state = '" + state + "'"))
                .map(part -> "(select * from " + submission + " s where " + part + " and " + condition + limited + ")")
                .collect(Collectors.joining(" union all "));
        StatementSpec statement = jdbc.sql("select * from (" + parts + ") page" + limited)
                .param("cursor", cursor)
                .param("limit", filter.pageSize() + 1);
        int number = 0;
        for (String entity : bizEntityKeys) {
            statement.param("entity" + number++, entity);
        }
        filter.entityCustomerId().ifPresent(id -> statement.param("customer", id));
        filter.brokerSubAccountId()
                .ifPresent(id -> statement.param("accountHash", Sha256.of(id)).param("account", id));
        filter.submittedBefore().ifPresent(time -> statement.param("before", utc(time)));
        return parts.isEmpty()
                ? List.of()
                : statement.query(SubmissionColumns::row).list();
    }

    private static boolean hasOwnIndex(SubmissionFilter filter) {
        return filter.failingListeners()
                || filter.entityCustomerId().isPresent()
                || filter.brokerSubAccountId().isPresent();
    }

    private String condition(SubmissionFilter filter) {
        return (filter.entityCustomerId().isPresent() ? " and entity_customer_id = :customer" : "")
                + (filter.brokerSubAccountId().isPresent()
                        ? " and sub_account_hash = :accountHash and broker_sub_account_id = :account"
                        : "")
                + (filter.submittedBefore().isPresent() ? " and submitted_at < :before" : "")
                + (filter.failingListeners()
                        ? " and id in (select e.submission_id from " + event + " e where e.publish_shard >= 0"
                                + " and e.publish_failures >= " + EventStore.FAILURES_BEFORE_WARNING + ")"
                        : "");
    }

    /** The selected states as a list of SQL. */
    public static String names(Predicate<SubmissionState> selection) {
        return Arrays.stream(SubmissionState.values())
                .filter(selection)
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<SubmissionRow> admissible(String bizEntityKey, UUID queueId, Instant now, int limit) {
        return admissible(bizEntityKey, queueId, now, limit, "");
    }

    @Override
    public List<SubmissionRow> probeCandidates(String bizEntityKey, UUID queueId, Instant now, int limit) {
        return admissible(bizEntityKey, queueId, now, PROBES, "last_attempt_at nulls first, ").stream()
                .limit(limit)
                .toList();
    }

    private List<SubmissionRow> admissible(
            String bizEntityKey, UUID queueId, Instant now, int limit, String firstOrder) {
        return jdbc.sql(admissible(firstOrder))
                .param("entity", bizEntityKey)
                .param("queue", queueId)
                .param("now", utc(now))
                .param("limit", limit)
                .query(SubmissionColumns::row)
                .list();
    }

    /** For the test of its plan. */
    String admissible(String firstOrder) {
        return "select * from (select s.* from " + submission + " s" + byIndex("queue")
                + " where s.biz_entity_key = :entity"
                + " and s.queue_id = :queue and s.delivery_slot is null and s.due_at <= :now"
                + " and not exists (select 1 from " + submission + " e" + byIndex("customer")
                + " where e.biz_entity_key = s.biz_entity_key"
                + " and e.entity_customer_id = s.entity_customer_id and e.seq < s.seq"
                + " and e.state in (" + HOLDING + ")) and not exists (select 1 from " + submission
                // An earlier submission that was committed late waits for a later one that is being delivered.
                + " d" + byIndex("customer")
                + " where d.biz_entity_key = s.biz_entity_key and d.entity_customer_id = s.entity_customer_id"
                + " and d.delivery_slot is not null) order by s.seq fetch first :limit rows only) first"
                + " order by " + firstOrder + "seq";
    }

    /** H2 keeps the plan that it made while the table was empty. Without a name it would read all rows of a state for each row. */
    private String byIndex(String index) {
        return postgresql ? "" : " use index (" + submission + "_" + index + ")";
    }

    @Override
    public void cancelAll(Collection<UUID> ids, String actor, Instant at) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("update " + submission
                        + " set state = 'CANCELLED', next_call = 'NONE', due_at = null, queue_id = null,"
                        + " open_fingerprint = null, ended_at = :at, updated_at = :at, version = version + 1"
                        + " where id in (:ids)")
                .param("at", utc(at))
                .param("ids", ids)
                .update();
        jdbc.sql("insert into " + event + " (submission_id, from_state, state, code, may_have_arrived,"
                        + " system_error_possible, number_seen, accepted, attempts, action, actor, occurred_at, publish_shard,"
                        + " publish_due_at, publish_failures) select id, 'QUEUED', state, code, may_have_arrived,"
                        + " system_error_possible, number_seen, accepted, attempts, 'CANCEL', :actor, :at, " + shard()
                        + ", :at, 0 from " + submission + " where id in (:ids) order by seq")
                .param("actor", actor)
                .param("at", utc(at))
                .param("ids", ids)
                .update();
        jdbc.sql("delete from " + body + " where submission_id in (:ids)")
                .param("ids", ids)
                .update();
    }

    @Override
    public void promote(String bizEntityKey, Collection<String> entityCustomerIds) {
        promote("select s.id from " + submission + " s where s.biz_entity_key = :entity"
                        + " and s.entity_customer_id in (:customers) and s.state = 'QUEUED' and s.queue_id <> "
                        + DAILY_QUEUE + " for update skip locked")
                .param("entity", bizEntityKey)
                .param("customers", entityCustomerIds)
                .update();
    }

    @Override
    public void promoteAwaited(String bizEntityKey, int limit) {
        promote("select b.id from " + submission + " s join " + submission
                        + " b on b.biz_entity_key = s.biz_entity_key and b.entity_customer_id = s.entity_customer_id"
                        + " where s.biz_entity_key = :entity and s.queue_id = " + DAILY_QUEUE
                        + " and b.state = 'QUEUED'"
                        + " and b.queue_id <> " + DAILY_QUEUE + " and b.seq < s.seq fetch first :limit rows only")
                .param("entity", bizEntityKey)
                .param("limit", limit)
                .update();
    }

    private StatementSpec promote(String ids) {
        return jdbc.sql("update " + submission + " set promoted = true, queue_id = " + DAILY_QUEUE
                + " where state = 'QUEUED' and id in (" + ids + ")");
    }

    @Override
    public int inWindow(String bizEntityKey) {
        return jdbc.sql("select count(*) from " + submission + " where biz_entity_key = :entity"
                        + " and state in ('QUEUED', 'SENDING') and delivery_slot is not null")
                .param("entity", bizEntityKey)
                .query(Integer.class)
                .single();
    }

    @Override
    public List<SubmissionRow> withoutTask(Set<String> bizEntityKeys, Instant dueBefore, int limit) {
        return bizEntityKeys.stream()
                .flatMap(entity -> jdbc
                        .sql("select s.* from " + submission + " s where s.biz_entity_key = :entity"
                                + " and s.next_call <> 'NONE' and s.due_at < :before"
                                + " and (s.state in (" + BEGUN + ") or s.delivery_slot is not null)"
                                + " and not exists (select 1 from " + task + " t where t.task_name = :name"
                                + " and t.task_instance = cast(s.id as varchar(36)))"
                                + " order by s.due_at fetch first :limit rows only")
                        .param("entity", entity)
                        .param("name", TaskNames.delivery(entity))
                        .param("before", utc(dueBefore))
                        .param("limit", limit)
                        .query(SubmissionColumns::row)
                        .list()
                        .stream())
                .toList();
    }

    @Override
    public Map<SubmissionState, Long> counts(String bizEntityKey) {
        Map<SubmissionState, Long> counts = new EnumMap<>(SubmissionState.class);
        jdbc.sql("select state, count(*) as number from " + submission
                        + " where biz_entity_key = :entity group by state")
                .param("entity", bizEntityKey)
                .query(result -> {
                    counts.put(SubmissionState.valueOf(result.getString("state")), result.getLong("number"));
                });
        return counts;
    }

    @Override
    public Optional<Instant> oldestQueuedAt(String bizEntityKey) {
        return jdbc.sql("select submitted_at from " + submission
                        + " where biz_entity_key = :entity and queue_id = " + DAILY_QUEUE
                        + " order by seq fetch first 1 rows only")
                .param("entity", bizEntityKey)
                .query((result, number) -> SubmissionColumns.requiredInstant(result, "submitted_at"))
                .optional();
    }

    @Override
    public List<SubmissionRow> ofCustomer(String bizEntityKey, String entityCustomerId) {
        return select("where biz_entity_key = :entity and entity_customer_id = :customer order by seq")
                .param("entity", bizEntityKey)
                .param("customer", entityCustomerId)
                .query(SubmissionColumns::row)
                .list();
    }

    @Override
    public List<SubmissionRow> toErase(int limit) {
        return select("where erase_requested_at is not null and state in (" + TERMINAL
                        + ") order by erase_requested_at fetch first :limit rows only")
                .param("limit", limit)
                .query(SubmissionColumns::row)
                .list();
    }

    @Override
    public void requestErasure(UUID id, Instant at) {
        jdbc.sql("update " + submission + " set erase_requested_at = coalesce(erase_requested_at, :at) where id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    @Override
    public void erase(UUID id, String pseudonym) {
        jdbc.sql("update " + submission + " set entity_customer_id = :pseudonym, broker_main_account_id = :pseudonym,"
                        + " broker_sub_account_id = :pseudonym, sub_account_hash = '', fingerprint = '', open_fingerprint = null,"
                        + " erase_requested_at = null, version = version + 1 where id = :id")
                .param("pseudonym", pseudonym)
                .param("id", id)
                .update();
        deleteBody(id);
        jdbc.sql("update " + event + " set note = null, note_key_id = null where submission_id = :id")
                .param("id", id)
                .update();
    }

    @Override
    public int deleteBodies(Instant endedBefore, int limit) {
        return jdbc.sql("delete from " + body + " where submission_id in (select s.id from " + submission + " s join "
                        + body + " b on b.submission_id = s.id where s.state in (" + TERMINAL
                        + ") and s.ended_at < :before fetch first :limit rows only)")
                .param("before", utc(endedBefore))
                .param("limit", limit)
                .update();
    }

    @Override
    public int deleteEnded(Instant endedBefore, int limit) {
        return jdbc.sql("delete from " + submission + " where id in (select s.id from " + submission + " s where"
                        + " s.state in (" + TERMINAL + ") and s.ended_at < :before and not exists (select 1 from "
                        + event + " e where e.submission_id = s.id and e.publish_shard is not null)"
                        + " fetch first :limit rows only)")
                .param("before", utc(endedBefore))
                .param("limit", limit)
                .update();
    }

    @Override
    public Set<String> otherEntities(Set<String> configured) {
        Set<String> entities = new HashSet<>(
                jdbc.sql("select distinct biz_entity_key from " + submission + " where state not in (" + TERMINAL + ")")
                        .query(String.class)
                        .list());
        entities.removeAll(configured);
        return entities;
    }

    @Override
    public Set<Long> keyIds() {
        return new HashSet<>(jdbc.sql("select distinct key_id from " + body
                        + " union select distinct note_key_id from " + event + " where note_key_id is not null"
                        + " union select distinct note_key_id from " + lane + " where note_key_id is not null"
                        + " union select distinct fingerprint_key_id from " + submission + " where fingerprint <> ''")
                .query(Long.class)
                .list());
    }

    private StatementSpec select(String condition) {
        return jdbc.sql("select * from " + submission + " " + condition);
    }
}
