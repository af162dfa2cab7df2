package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox, on PostgreSQL and H2. */
public final class JdbcEventStore implements EventStore {
    private final JdbcClient jdbc;
    private final String event;
    private final String submission;

    /** Uses the tables with this prefix. */
    public JdbcEventStore(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.event = prefix + "submission_event";
        this.submission = prefix + "submission";
    }

    @Override
    public List<Long> due(int shard, Instant now, int limit) {
        return jdbc.sql("select e.id from " + event + " e join " + submission + " s on s.id = e.submission_id"
                        + " where e.publish_shard = :shard and e.publish_due_at <= :now"
                        + " and not exists (select 1 from " + event + " p join " + submission
                        + " ps on ps.id = p.submission_id where p.publish_shard = :shard and p.id < e.id"
                        + " and ps.biz_entity_key = s.biz_entity_key"
                        + " and ps.entity_customer_id = s.entity_customer_id)"
                        + " order by e.id fetch first :limit rows only")
                .param("shard", shard)
                .param("now", utc(now))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    @Override
    public Optional<EventRow> lockUnpublished(long id) {
        return jdbc.sql("select * from " + event + " where id = :id and publish_shard is not null"
                        + " for update skip locked")
                .param("id", id)
                .query(SubmissionColumns::event)
                .optional();
    }

    @Override
    public void markPublished(long id, Instant at) {
        jdbc.sql("update " + event + " set publish_shard = null, publish_due_at = null, published_at = :at"
                        + " where id = :id")
                .param("at", utc(at))
                .param("id", id)
                .update();
    }

    @Override
    public void postpone(long id, int failures, Instant until) {
        jdbc.sql("update " + event + " set publish_failures = :failures, publish_due_at = :until"
                        + " where id = :id and publish_shard is not null")
                .param("failures", failures)
                .param("until", utc(until))
                .param("id", id)
                .update();
    }

    @Override
    public long unpublished(String bizEntityKey) {
        return failing(bizEntityKey, 0);
    }

    @Override
    public long failing(String bizEntityKey, int failures) {
        return jdbc.sql("select count(*) from " + event + " e join " + submission + " s on s.id = e.submission_id"
                        + " where e.publish_shard is not null and e.publish_failures >= :failures"
                        + " and s.biz_entity_key = :entity")
                .param("failures", failures)
                .param("entity", bizEntityKey)
                .query(Long.class)
                .single();
    }
}
