package io.github.kycsharing.spring.notification;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A store in the application's database, for all instances that use it. What is written is written in transactions of its own,
 * whatever transaction the caller is in: a record that was sent stays sent when the broker's own work is rolled back. A listener
 * runs in the transaction that remembers the status as told, on the same connection, so that its own work on the same data
 * source is committed with it or not at all.
 */
final class JdbcKycStatusStore implements KycStatusStore {
    /** For a row that another listener is being told about: waiting for ever is nobody's wish. */
    private static final int MAX_WAIT_SECONDS = 30;

    private static final String CUSTOMER = " where biz_entity_key = ? and entity_customer_id = ?";
    private static final String SELECT = "select biz_entity_key, entity_customer_id, broker_main_account_id,"
            + " broker_sub_account_id, told_fingerprint, told_final, decided, tracked_since, version"
            + " from kyc_sharing_customer";
    private static final String UNDECIDED =
            " where not decided and tracked_since > ? and asked_at < ? order by asked_at";
    private static final String LOCK = "select version from kyc_sharing_customer" + CUSTOMER + " for update";
    private static final String INSERT = "insert into kyc_sharing_customer (broker_main_account_id,"
            + " broker_sub_account_id, tracked_since, asked_at, biz_entity_key, entity_customer_id,"
            + " told_final, decided, version) values (?, ?, ?, ?, ?, ?, false, false, 0)";
    private static final String TRACK = "update kyc_sharing_customer set broker_main_account_id = ?,"
            + " broker_sub_account_id = ?, tracked_since = ?, asked_at = ?, decided = false, version = version + 1"
            + CUSTOMER;
    private static final String TELL =
            "update kyc_sharing_customer set told_fingerprint = ?, told_final = ?, decided = ?,"
                    + " version = version + 1" + CUSTOMER;
    private static final String ASKED = "update kyc_sharing_customer set asked_at = ?" + CUSTOMER;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate transactions;
    private final Clock clock;

    JdbcKycStatusStore(DataSource dataSource, PlatformTransactionManager transactionManager, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setQueryTimeout(MAX_WAIT_SECONDS);
        this.client = JdbcClient.create(jdbc);
        this.transactions = new TransactionTemplate(transactionManager);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @Override
    public void track(KycCustomer customer) {
        Sighting sighting = new Sighting(customer, clock.instant());
        if (!Telling.takesNote(this, sighting)) {
            track(sighting);
        }
    }

    private void track(Sighting sighting) {
        if (inTransaction(() -> write(TRACK, sighting)) || insert(sighting)) {
            return;
        }
        if (!inTransaction(() -> write(TRACK, sighting))) {
            throw new IllegalStateException("A customer's entry was there and was removed meanwhile");
        }
    }

    private boolean insert(Sighting sighting) {
        try {
            return inTransaction(() -> write(INSERT, sighting));
        } catch (DuplicateKeyException e) {
            return false; // Another thread was first. Its key is in the message, which goes no further.
        }
    }

    private boolean write(String statement, Sighting sighting) {
        KycCustomer customer = sighting.customer();
        long at = sighting.at().toEpochMilli();
        try {
            return client.sql(statement)
                            .params(customer.brokerMainAccountId(), customer.brokerSubAccountId(), at, at)
                            .params(customer.bizEntityKey(), customer.entityCustomerId())
                            .update()
                    > 0;
        } catch (DuplicateKeyException e) {
            throw e;
        } catch (DataIntegrityViolationException e) {
            // Without its cause, whose message can quote the value.
            throw new IllegalStateException("The database does not take a customer's ids, for their length perhaps");
        }
    }

    @Override
    public Optional<TrackedCustomer> find(String bizEntityKey, String entityCustomerId) {
        return client.sql(SELECT + CUSTOMER)
                .params(bizEntityKey, entityCustomerId)
                .query(JdbcKycStatusStore::read)
                .optional();
    }

    @Override
    public boolean change(TrackedCustomer seen, StatusFingerprint status, Runnable tell) {
        Telling telling = Telling.begin(this, seen.customer());
        try {
            return inTransaction(() -> changeLocked(seen, status, tell, telling));
        } catch (RuntimeException | Error e) {
            // The entry is as it was, whereas a record that a listener has shared is on its way.
            telling.sighted().ifPresent(sighting -> trackAfter(e, sighting));
            throw e;
        } finally {
            telling.end();
        }
    }

    private boolean changeLocked(TrackedCustomer seen, StatusFingerprint status, Runnable tell, Telling telling) {
        KycCustomer customer = seen.customer();
        Optional<Long> version = client.sql(LOCK)
                .params(customer.bizEntityKey(), customer.entityCustomerId())
                .query(Long.class)
                .optional();
        if (!version.equals(Optional.of(seen.version()))) {
            return false;
        }
        tell.run();
        telling.sighted().ifPresent(sighting -> write(TRACK, sighting));
        boolean isTerminal = status.isFinal() && telling.sighted().isEmpty();
        client.sql(TELL)
                .params(status.fingerprint(), status.isFinal(), isTerminal)
                .params(customer.bizEntityKey(), customer.entityCustomerId())
                .update();
        return true;
    }

    private void trackAfter(Throwable failure, Sighting sighting) {
        try {
            track(sighting);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public List<TrackedCustomer> findDue(Instant trackedAfter, Instant askedBefore, int limit) {
        if (limit < 1) {
            return List.of(); // To JDBC, no rows at most are all rows.
        }
        return client.sql(SELECT + UNDECIDED)
                .params(trackedAfter.toEpochMilli(), askedBefore.toEpochMilli())
                .withMaxRows(limit)
                .query(JdbcKycStatusStore::read)
                .list();
    }

    @Override
    public void asked(KycCustomer customer) {
        client.sql(ASKED)
                .params(clock.millis(), customer.bizEntityKey(), customer.entityCustomerId())
                .update();
    }

    private boolean inTransaction(BooleanSupplier work) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            if (Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>) Connection::getAutoCommit))) {
                throw new IllegalStateException(
                        "The transaction manager is not that of the status store's data source");
            }
            return work.getAsBoolean();
        }));
    }

    private static TrackedCustomer read(ResultSet row, int number) throws SQLException {
        boolean toldFinal = row.getBoolean("told_final");
        return new TrackedCustomer(
                new KycCustomer(
                        row.getString("biz_entity_key"),
                        row.getString("entity_customer_id"),
                        row.getString("broker_main_account_id"),
                        row.getString("broker_sub_account_id")),
                Optional.ofNullable(row.getString("told_fingerprint"))
                        .map(fingerprint -> new StatusFingerprint(fingerprint, toldFinal)),
                row.getBoolean("decided"),
                Instant.ofEpochMilli(row.getLong("tracked_since")),
                row.getLong("version"));
    }

    /** A customer whose record is about to be sent, and when. */
    record Sighting(KycCustomer customer, Instant at) {}
}
