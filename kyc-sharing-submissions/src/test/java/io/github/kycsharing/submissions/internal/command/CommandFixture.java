package io.github.kycsharing.submissions.internal.command;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Submissions on a database, of a client whose exchange is never reached, and an engine that only records. */
final class CommandFixture implements Entities, SubmissionEngine, AutoCloseable {
    static final String CLIENT = "default";
    static final String ENTITY = "BROKERKEY";

    final List<String> woken = new CopyOnWriteArrayList<>();
    final HikariDataSource pool;
    final TransactionTemplate tx;
    final JdbcClient jdbc;
    final StoredSubmissions submissions;
    private final KycSharingClient client = KycSharingClient.builder()
            .bizEntityKey(ENTITY)
            .secret("s3cret")
            .brokerType(BrokerType.STANDARD)
            .notifyUrl(".")
            .baseUrl("http://127.0.0.1:1")
            .build();

    CommandFixture(TestDatabase database) {
        pool = database.connect(database.create());
        tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        jdbc = JdbcClient.create(pool);
        RecordCipher cipher = new TinkRecordCipher(KycKeysets.generate());
        submissions = new StoredSubmissions(
                this,
                new JdbcSubmissionStore(pool, TestDatabase.PREFIX),
                TestCustomers.data(pool, TestDatabase.PREFIX),
                cipher,
                this,
                tx,
                pool,
                new DatabaseClock(Clock.systemUTC()));
    }

    long count(String table) {
        return jdbc.sql("select count(*) from kyc_sharing_" + table)
                .query(Long.class)
                .single();
    }

    /** Puts a submission as the delivery does, without its rules. */
    KycSubmission move(KycSubmission submission, SubmissionState state) {
        jdbc.sql("update kyc_sharing_submission set state = ?, open_fingerprint = case when ? then null else"
                        + " open_fingerprint end, version = version + 1 where id = ?")
                .param(state.name())
                .param(state.isTerminal())
                .param(submission.id())
                .update();
        return submissions.find(submission.id()).orElseThrow();
    }

    @Override
    public Optional<String> bizEntityKey(String name) {
        return CLIENT.equals(name) ? Optional.of(ENTITY) : Optional.empty();
    }

    @Override
    public Optional<String> clientName(String bizEntityKey) {
        return Optional.of(CLIENT);
    }

    @Override
    public Optional<KycSharingClient> client(String bizEntityKey) {
        return Optional.of(client);
    }

    @Override
    public Set<String> all() {
        return Set.of(ENTITY);
    }

    @Override
    public void wakePoll(String poll, String bizEntityKey, int shard) {}

    @Override
    public void arm(String bizEntityKey, UUID submissionId, Instant at) {}

    @Override
    public void disarm(String bizEntityKey, UUID submissionId) {}

    @Override
    public void wakeLane(String bizEntityKey) {
        woken.add(bizEntityKey);
    }

    @Override
    public void wakePublication() {}

    @Override
    public void poll() {}

    @Override
    public void close() {
        client.close();
        pool.close();
    }
}
