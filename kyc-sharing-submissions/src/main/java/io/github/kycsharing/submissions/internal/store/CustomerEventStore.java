package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.requiredInstant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import io.github.kycsharing.submissions.internal.crypto.Ciphertext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox of customers, on PostgreSQL and H2. Every method joins the current transaction. */
public final class CustomerEventStore {
    private final JdbcClient jdbc;
    private final String table;

    /** Uses the tables with this prefix. */
    public CustomerEventStore(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.table = prefix + "customer_event";
    }

    /** Adds an event, due at once. */
    public void append(CustomerEventRow event) {
        jdbc.sql("insert into " + table + " (biz_entity_key, subject_id, kind, payload, payload_key_id, occurred_at,"
                        + " publish_shard, publish_due_at, publish_failures) values (:entity, :subject, :kind, :payload,"
                        + " :keyId, :occurredAt, :shard, :occurredAt, 0)")
                .param("entity", event.bizEntityKey())
                .param("subject", event.subjectId())
                .param("kind", event.kind().name())
                .param("payload", event.payload().bytes())
                .param("keyId", event.payload().keyId())
                .param("occurredAt", utc(event.occurredAt()))
                .param("shard", Math.floorMod(event.subjectId().hashCode(), EventStore.SHARDS))
                .update();
    }

    /** Ids of events of a shard that are due, by id; an event waits for the earlier ones of its subject. */
    public List<Long> due(int shard, Instant now, int limit) {
        return jdbc.sql("select e.id from " + table + " e where e.publish_shard = :shard and e.publish_due_at <= :now"
                        + " and not exists (select 1 from " + table
                        + " p where p.publish_shard = :shard and p.id < e.id"
                        + " and p.subject_id = e.subject_id) order by e.id fetch first :limit rows only")
                .param("shard", shard)
                .param("now", utc(now))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Reads an event that is not published and locks it; empty if it is published or locked by another instance. */
    public Optional<CustomerEventRow> lockUnpublished(long id) {
        return jdbc.sql("select * from " + table + " where id = :id and publish_shard is not null"
                        + " for update skip locked")
                .param("id", id)
                .query(CustomerEventStore::row)
                .optional();
    }

    /** Takes an event out of the outbox, and erases its content. */
    public void markPublished(long id, Instant at) {
        jdbc.sql("update " + table + " set publish_shard = null, publish_due_at = null, published_at = :at,"
                        + " payload = null, payload_key_id = null where id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    /** Postpones an event whose listener failed. */
    public void postpone(long id, int failures, Instant until) {
        jdbc.sql("update " + table + " set publish_failures = :failures, publish_due_at = :until"
                        + " where id = :id and publish_shard is not null")
                .param("failures", failures)
                .param("until", utc(until))
                .param("id", id)
                .update();
    }

    /** Deletes the events of a subject, also those that are not published. One that is being published is left alone: its listeners run. */
    public void deleteOf(UUID subjectId) {
        jdbc.sql("delete from " + table + " where id in (select id from " + table
                        + " where subject_id = :subject for update skip locked)")
                .param("subject", subjectId)
                .update();
    }

    /** Deletes events that were published before the given time. */
    public int deletePublished(Instant before, int limit) {
        return jdbc.sql("delete from " + table + " where id in (select id from " + table
                        + " where published_at < :before fetch first :limit rows only)")
                .param("before", utc(before))
                .param("limit", limit)
                .update();
    }

    /** Number of events with at least this many failures that listeners have not processed. */
    public long unpublished(String bizEntityKey, int failures) {
        return jdbc.sql("select count(*) from " + table + " where publish_shard is not null"
                        + " and publish_failures >= :failures and biz_entity_key = :entity")
                .param("failures", failures)
                .param("entity", bizEntityKey)
                .query(Long.class)
                .single();
    }

    /** Ids of keys that rows name. */
    public Set<Long> keyIds() {
        return new HashSet<>(
                jdbc.sql("select distinct payload_key_id from " + table + " where payload_key_id is not null")
                        .query(Long.class)
                        .list());
    }

    private static CustomerEventRow row(ResultSet result, int number) throws SQLException {
        return new CustomerEventRow(
                result.getLong("id"),
                result.getString("biz_entity_key"),
                result.getObject("subject_id", UUID.class),
                CustomerEventRow.Kind.valueOf(result.getString("kind")),
                new Ciphertext(result.getLong("payload_key_id"), result.getBytes("payload")),
                requiredInstant(result, "occurred_at"),
                result.getInt("publish_failures"));
    }
}
