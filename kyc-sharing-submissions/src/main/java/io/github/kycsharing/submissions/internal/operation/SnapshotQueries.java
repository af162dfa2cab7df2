package io.github.kycsharing.submissions.internal.operation;

import static java.util.stream.Collectors.joining;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.store.EventStore;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.TaskNames;
import io.github.kycsharing.submissions.internal.tracking.StatusPoll;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads counts and ages, each with a statement that an index serves, on PostgreSQL and H2. */
final class SnapshotQueries {
    private static final String HOLDING = JdbcSubmissionStore.names(SubmissionState::holdsCustomer);
    private static final List<SubmissionState> OPEN = Arrays.stream(SubmissionState.values())
            .filter(state -> !state.isTerminal())
            .toList();

    private final JdbcClient jdbc;
    private final String submission;
    private final String event;
    private final String lane;
    private final String customer;
    private final String customerEvent;
    private final String pollTask;

    SnapshotQueries(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.submission = prefix + "submission";
        this.event = prefix + "submission_event";
        this.lane = prefix + "lane";
        this.customer = prefix + "customer";
        this.customerEvent = prefix + "customer_event";
        this.pollTask = prefix + "poll_task";
    }

    /** A lane, as far as it matters here. */
    record Lane(KycLane.State state, @Nullable Instant backOffUntil) {}

    Map<SubmissionState, Long> counts(String bizEntityKey) {
        Map<SubmissionState, Long> counts = new EnumMap<>(SubmissionState.class);
        jdbc.sql("select state, count(*) as number from " + submission
                        + " where biz_entity_key = :entity group by state")
                .param("entity", bizEntityKey)
                .query(result -> {
                    counts.put(SubmissionState.valueOf(result.getString("state")), result.getLong("number"));
                });
        return counts;
    }

    /** When the oldest submission of each open state was handed over. */
    Map<SubmissionState, Instant> oldest(String bizEntityKey) {
        Map<SubmissionState, Instant> oldest = new EnumMap<>(SubmissionState.class);
        jdbc.sql(OPEN.stream()
                        .map(state -> "select '" + state + "' as state, (select submitted_at from " + submission
                                + " where biz_entity_key = :entity and " + inState(state)
                                + " order by seq fetch first 1 rows only) as submitted_at")
                        .collect(joining(" union all ")))
                .param("entity", bizEntityKey)
                .query(result -> {
                    Instant at = instant(result, "submitted_at");
                    if (at != null) {
                        oldest.put(SubmissionState.valueOf(result.getString("state")), at);
                    }
                });
        return oldest;
    }

    /** Number of submissions that have ended, by access entity and by interval, which is numbered from 1970 on. */
    Map<String, Map<Long, Long>> endedSince(Instant from, long intervalSeconds) {
        Map<String, Map<Long, Long>> numbers = new HashMap<>();
        jdbc.sql("select biz_entity_key, slot, count(*) as number from (select biz_entity_key,"
                        + " floor(extract(epoch from ended_at) / " + intervalSeconds + ") as slot from " + submission
                        + " where ended_at >= :from) ended group by biz_entity_key, slot")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(result -> {
                    numbers.computeIfAbsent(result.getString("biz_entity_key"), entity -> new HashMap<>())
                            .put(result.getLong("slot"), result.getLong("number"));
                });
        return numbers;
    }

    /** Rows of a back-fill may wait for days, which is no delay. */
    private static String inState(SubmissionState state) {
        return state == SubmissionState.QUEUED
                ? "queue_id = " + JdbcSubmissionStore.DAILY_QUEUE
                : "state = '" + state + "'";
    }

    Map<String, Lane> lanes() {
        Map<String, Lane> lanes = new HashMap<>();
        jdbc.sql("select biz_entity_key, state, back_off_until from " + lane).query(result -> {
            lanes.put(
                    result.getString("biz_entity_key"),
                    new Lane(KycLane.State.valueOf(result.getString("state")), instant(result, "back_off_until")));
        });
        return lanes;
    }

    Map<String, UnpublishedEvents> submissionEvents() {
        return unpublished("s.biz_entity_key", event + " e join " + submission + " s on s.id = e.submission_id");
    }

    Map<String, UnpublishedEvents> customerEvents() {
        return unpublished("e.biz_entity_key", customerEvent + " e");
    }

    private Map<String, UnpublishedEvents> unpublished(String entity, String tables) {
        Map<String, UnpublishedEvents> unpublished = new HashMap<>();
        jdbc.sql("select " + entity + ", count(*) as unpublished,"
                        + " sum(case when e.publish_failures >= :failures then 1 else 0 end) as failing,"
                        + " min(e.occurred_at) as oldest_at from " + tables
                        + " where e.publish_shard >= 0 group by " + entity)
                .param("failures", EventStore.FAILURES_BEFORE_WARNING)
                .query(result -> {
                    unpublished.put(
                            result.getString("biz_entity_key"),
                            new UnpublishedEvents(
                                    result.getLong("unpublished"),
                                    result.getLong("failing"),
                                    instant(result, "oldest_at")));
                });
        return unpublished;
    }

    /** Counts the accounts of an entity in one pass over its rows. A notification that waits for its query counts as due. */
    TrackedAccounts accounts(String bizEntityKey, Instant now) {
        return jdbc.sql("select count(*) as tracked, coalesce(sum(case when decided then 1 else 0 end), 0) as decided,"
                        + " coalesce(sum(case when due_at <= :now or woken_at is not null then 1 else 0 end), 0) as overdue,"
                        + " min(case when woken_at is not null and (due_at is null or woken_at < due_at) then woken_at"
                        + " when due_at <= :now then due_at end) as oldest_due from " + customer
                        + " where biz_entity_key = :entity")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("entity", bizEntityKey)
                .query((result, number) -> new TrackedAccounts(
                        result.getLong("decided"),
                        result.getLong("tracked") - result.getLong("decided"),
                        result.getLong("overdue"),
                        instant(result, "oldest_due")))
                .single();
    }

    /** The first submission of each state whose next call is due and that waits for no earlier one of its customer. */
    Set<String> due(String bizEntityKey, Instant now) {
        String heads = OPEN.stream()
                .filter(state -> !state.needsPerson())
                .map(state -> "(select id, version from " + submission + " s where s.biz_entity_key = :entity"
                        + " and s." + inState(state) + " and s.next_call <> 'NONE' and s.due_at <= :now"
                        + (state == SubmissionState.QUEUED ? " and (" + admissible() + ")" : "")
                        + " order by s.seq fetch first 1 rows only)")
                .collect(joining(" union all "));
        return new HashSet<>(jdbc.sql(heads)
                .param("entity", bizEntityKey)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((result, number) -> result.getString("id") + "/" + result.getLong("version"))
                .list());
    }

    private String admissible() {
        String ofCustomer =
                " where o.biz_entity_key = s.biz_entity_key and o.entity_customer_id = s.entity_customer_id and ";
        return "s.delivery_slot is not null or (not exists (select 1 from " + submission + " o" + ofCustomer
                + "o.seq < s.seq and o.state in (" + HOLDING + ")) and not exists (select 1 from " + submission + " o"
                + ofCustomer + "o.delivery_slot is not null))";
    }

    /** The first event whose listeners have not failed, and that waits for no earlier one of its customer. */
    Set<String> dueSubmissionEvents(Instant now) {
        return new HashSet<>(jdbc.sql("select e.id from " + event + " e join " + submission
                        + " s on s.id = e.submission_id where e.publish_shard >= 0 and e.publish_failures = 0"
                        + " and e.publish_due_at <= :now and not exists (select 1 from " + event + " p join "
                        + submission + " ps on ps.id = p.submission_id where p.publish_shard = e.publish_shard"
                        + " and p.id < e.id and ps.biz_entity_key = s.biz_entity_key"
                        + " and ps.entity_customer_id = s.entity_customer_id)"
                        + " order by e.id fetch first 1 rows only")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** The first event of a customer's account whose listeners have not failed, and that waits for no earlier one of it. */
    Set<String> dueCustomerEvents(Instant now) {
        return new HashSet<>(jdbc.sql("select e.id from " + customerEvent + " e where e.publish_shard >= 0"
                        + " and e.publish_failures = 0 and e.publish_due_at <= :now and not exists (select 1 from "
                        + customerEvent + " p where p.publish_shard = e.publish_shard and p.id < e.id"
                        + " and p.subject_id = e.subject_id) order by e.id fetch first 1 rows only")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** The longest due account of a shard, unless its poll waits on purpose, for example since the exchange does not respond. */
    Set<String> duePolls(String bizEntityKey, int shard, Instant now) {
        return new HashSet<>(jdbc.sql("select id, version from " + customer + " where biz_entity_key = :entity"
                        + " and poll_shard = :shard and due_at <= :now and not exists (select 1 from " + pollTask
                        + " where task_name = :task and task_instance = :instance and execution_time > :now)"
                        + " order by biz_entity_key, poll_shard, due_at fetch first 1 rows only")
                .param("entity", bizEntityKey)
                .param("shard", shard)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("task", TaskNames.poll(StatusPoll.NAME, bizEntityKey))
                .param("instance", Integer.toString(shard))
                .query((result, number) -> result.getString("id") + "/" + result.getLong("version"))
                .list());
    }

    private static @Nullable Instant instant(ResultSet result, String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
