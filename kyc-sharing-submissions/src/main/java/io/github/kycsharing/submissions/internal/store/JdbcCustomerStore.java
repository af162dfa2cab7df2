package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.instant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.requiredInstant;
import static io.github.kycsharing.submissions.internal.store.SubmissionColumns.utc;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.submissions.internal.crypto.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The table of tracked accounts, on PostgreSQL and H2. */
public final class JdbcCustomerStore implements CustomerStore {
    private static final int MAX_ATTEMPTS = 3;
    private static final String OF_ACCOUNT =
            " where biz_entity_key = :entity and entity_customer_id = :customer and account_hash = :hash";

    /** All columns of the index: otherwise H2 sorts all rows of the shard. */
    private static final String ORDER = " order by biz_entity_key, poll_shard, ";

    private final JdbcClient jdbc;
    private final boolean postgresql;
    private final String table;

    /** Uses the tables with this prefix. */
    public JdbcCustomerStore(DataSource dataSource, String prefix) {
        this.jdbc = JdbcClient.create(dataSource);
        this.postgresql = Dialect.isPostgresql(dataSource);
        this.table = prefix + "customer";
    }

    @Override
    public CustomerRow track(String bizEntityKey, CustomerIds customer, Instant now, Instant dueAt) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Optional<CustomerRow> row = find(bizEntityKey, customer);
            if (row.isPresent()) {
                return row.get();
            }
            insert(bizEntityKey, customer, null, now, dueAt);
        }
        return find(bizEntityKey, customer).orElseThrow();
    }

    @Override
    public void share(String bizEntityKey, CustomerIds customer, String requestNo, Instant now, Instant dueAt) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) { // another one may delete the row between the two statements
            if (update(bizEntityKey, customer, requestNo, now, dueAt)
                    || insert(bizEntityKey, customer, requestNo, now, dueAt)) {
                return;
            }
        }
        throw new IllegalStateException("An account was neither inserted nor updated");
    }

    private boolean update(String bizEntityKey, CustomerIds customer, String requestNo, Instant now, Instant dueAt) {
        return account(
                                "update " + table + " set before_known = case when share_request_no = :requestNo"
                                        + " then before_known else true end,"
                                        + " before_announce = case when share_request_no = :requestNo"
                                        + " then before_announce else announce end,"
                                        + " before_due_at = case when share_request_no = :requestNo"
                                        + " then before_due_at else due_at end,"
                                        + " share_request_no = :requestNo, announce = true, polls = 0, failures = 0, due_at = :dueAt,"
                                        + " last_shared_at = :now, version = version + 1" + OF_ACCOUNT,
                                bizEntityKey,
                                customer)
                        .param("requestNo", requestNo)
                        .param("dueAt", utc(dueAt))
                        .param("now", utc(now))
                        .update()
                > 0;
    }

    private boolean insert(
            String bizEntityKey, CustomerIds customer, @Nullable String requestNo, Instant now, Instant dueAt) {
        String hash = hash(customer);
        try {
            return jdbc.sql("insert into " + table + " (id, biz_entity_key, entity_customer_id, broker_main_account_id,"
                                    + " broker_sub_account_id, account_hash, poll_shard, decided, announce, due_at, polls, failures,"
                                    + " tracked_since, last_shared_at, share_request_no, before_known, before_announce,"
                                    + " version) values (:id, :entity, :customer, :main, :sub, :hash, :shard, false,"
                                    + " :announce, :dueAt, 0, 0, :now, :sharedAt, :requestNo, false, false, 1)"
                                    // A violation would abort PostgreSQL's transaction.
                                    + (postgresql ? " on conflict do nothing" : ""))
                            .param("id", UUID.randomUUID())
                            .param("entity", bizEntityKey)
                            .param("customer", customer.entityCustomerId())
                            .param("main", customer.brokerMainAccountId())
                            .param("sub", customer.brokerSubAccountId())
                            .param("hash", hash)
                            .param("shard", Math.floorMod(hash.hashCode(), SHARDS))
                            .param("announce", requestNo != null)
                            .param("dueAt", utc(dueAt))
                            .param("now", utc(now))
                            .param("sharedAt", requestNo == null ? null : utc(now), Types.TIMESTAMP_WITH_TIMEZONE)
                            .param("requestNo", requestNo, Types.VARCHAR)
                            .update()
                    > 0;
        } catch (DuplicateKeyException e) {
            return false; // H2, whose transaction goes on
        }
    }

    @Override
    public void notShared(String bizEntityKey, CustomerIds customer, String requestNo) {
        String ofShare = OF_ACCOUNT + " and share_request_no = :requestNo";
        int deleted = account(
                        "delete from " + table + ofShare + " and not before_known and status_fingerprint is null",
                        bizEntityKey,
                        customer)
                .param("requestNo", requestNo)
                .update();
        if (deleted == 0) {
            account(
                            "update " + table + " set announce = before_announce, due_at = before_due_at,"
                                    + " share_request_no = null, version = version + 1" + ofShare,
                            bizEntityKey,
                            customer)
                    .param("requestNo", requestNo)
                    .update();
        }
    }

    @Override
    public Optional<CustomerRow> find(String bizEntityKey, CustomerIds customer) {
        return account("select * from " + table + OF_ACCOUNT, bizEntityKey, customer)
                .query(JdbcCustomerStore::row)
                .optional();
    }

    @Override
    public List<CustomerRow> ofCustomer(String bizEntityKey, String entityCustomerId) {
        return jdbc.sql("select * from " + table + " where biz_entity_key = :entity and entity_customer_id = :customer"
                        + " order by seq")
                .param("entity", bizEntityKey)
                .param("customer", entityCustomerId)
                .query(JdbcCustomerStore::row)
                .list();
    }

    @Override
    public boolean wake(UUID id, Instant now) {
        return jdbc.sql("update " + table + " set woken_at = :now where id = :id and woken_at is null")
                        .param("now", utc(now))
                        .param("id", id)
                        .update()
                > 0;
    }

    @Override
    public List<CustomerRow> due(String bizEntityKey, int shard, Instant now, boolean failing, int limit) {
        return ofShard(
                        bizEntityKey,
                        shard,
                        "due_at <= :now and failures " + (failing ? ">" : "=") + " 0" + ORDER
                                + "due_at fetch first :limit rows only")
                .param("now", utc(now))
                .param("limit", limit)
                .query(JdbcCustomerStore::row)
                .list();
    }

    @Override
    public List<CustomerRow> woken(
            String bizEntityKey, int shard, Instant polledBefore, Instant sharedBefore, int limit) {
        return ofShard(
                        bizEntityKey,
                        shard,
                        "woken_at > :epoch and (last_polled_at is null or last_polled_at <= :polledBefore)"
                                + " and not (announce and decided and last_shared_at > :sharedBefore)"
                                + ORDER + "woken_at fetch first :limit rows only")
                // A range, since H2 reads all rows of the shard for "is not null".
                .param("epoch", utc(Instant.EPOCH))
                .param("polledBefore", utc(polledBefore))
                .param("sharedBefore", utc(sharedBefore))
                .param("limit", limit)
                .query(JdbcCustomerStore::row)
                .list();
    }

    private StatementSpec ofShard(String bizEntityKey, int shard, String condition) {
        return jdbc.sql("select * from " + table + " where biz_entity_key = :entity and poll_shard = :shard and "
                        + condition)
                .param("entity", bizEntityKey)
                .param("shard", shard);
    }

    @Override
    public Optional<Instant> nextDue(String bizEntityKey, int shard) {
        return ofShard(bizEntityKey, shard, "due_at is not null" + ORDER + "due_at fetch first 1 rows only")
                .query((result, number) -> requiredInstant(result, "due_at"))
                .optional();
    }

    @Override
    public boolean polled(CustomerRow row, @Nullable Instant wokenAt) {
        Fingerprint status = row.status();
        return jdbc.sql("update " + table + " set decided = :decided, announce = :announce,"
                                + " status_fingerprint = :fingerprint, status_key_id = :keyId,"
                                + " status_since = :statusSince, due_at = :dueAt, polls = :polls, failures = :failures,"
                                + " last_polled_at = :polledAt, woken_at = case when woken_at"
                                + " = cast(:wokenAt as timestamp with time zone) then null else woken_at end,"
                                + " version = version + 1 where id = :id and version = :version")
                        .param("decided", row.decided())
                        .param("announce", row.announce())
                        .param("fingerprint", status == null ? null : status.value(), Types.VARCHAR)
                        .param("keyId", status == null ? null : status.keyId(), Types.BIGINT)
                        .param("statusSince", utc(row.statusSince()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("dueAt", utc(row.dueAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("polls", row.polls())
                        .param("failures", row.failures())
                        .param("polledAt", utc(row.lastPolledAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("wokenAt", utc(wokenAt), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("id", row.id())
                        .param("version", row.version())
                        .update()
                > 0;
    }

    @Override
    public boolean delete(UUID id) {
        return jdbc.sql("delete from " + table + " where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }

    @Override
    public Set<Long> keyIds() {
        return new HashSet<>(
                jdbc.sql("select distinct status_key_id from " + table + " where status_key_id is not null")
                        .query(Long.class)
                        .list());
    }

    private StatementSpec account(String sql, String bizEntityKey, CustomerIds customer) {
        return jdbc.sql(sql)
                .param("entity", bizEntityKey)
                .param("customer", customer.entityCustomerId())
                .param("hash", hash(customer));
    }

    /** Account ids may be too long for an index. */
    private static String hash(CustomerIds customer) {
        String main = customer.brokerMainAccountId();
        return Sha256.of(main.length() + ":" + main + customer.brokerSubAccountId());
    }

    private static CustomerRow row(ResultSet result, int number) throws SQLException {
        String fingerprint = result.getString("status_fingerprint");
        return new CustomerRow(
                result.getObject("id", UUID.class),
                result.getString("biz_entity_key"),
                new CustomerIds(
                        result.getString("entity_customer_id"),
                        result.getString("broker_main_account_id"),
                        result.getString("broker_sub_account_id")),
                result.getInt("poll_shard"),
                result.getBoolean("decided"),
                result.getBoolean("announce"),
                fingerprint == null ? null : new Fingerprint(fingerprint, result.getLong("status_key_id")),
                instant(result, "status_since"),
                instant(result, "due_at"),
                result.getInt("polls"),
                result.getInt("failures"),
                instant(result, "last_polled_at"),
                instant(result, "woken_at"),
                requiredInstant(result, "tracked_since"),
                instant(result, "last_shared_at"),
                result.getLong("version"));
    }
}
