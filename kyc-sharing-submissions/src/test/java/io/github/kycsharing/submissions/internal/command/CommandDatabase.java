package io.github.kycsharing.submissions.internal.command;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.TestCustomers;
import io.github.kycsharing.submissions.internal.TestEntities;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.engine.SubmissionEngine;
import io.github.kycsharing.submissions.internal.store.DatabaseClock;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.SubmissionRow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Submissions on a database, without a delivery: the client sends nothing. */
final class CommandDatabase implements AutoCloseable {
    static final String CLIENT = "default";
    static final String ENTITY = "KYCB0001";

    final HikariDataSource pool;
    final TransactionTemplate tx;
    final JdbcClient jdbc;
    final JdbcSubmissionStore store;
    final KycSharingClient client = KycSharingClient.builder()
            .bizEntityKey(ENTITY)
            .secret("s3cret")
            .brokerType(BrokerType.STANDARD)
            .baseUrl("http://127.0.0.1:1")
            .notifyUrl("https://broker.example.com/kyc")
            .build();
    final TestEntities entities = new TestEntities(CLIENT, ENTITY, client);
    final List<String> calls = new CopyOnWriteArrayList<>();
    final StoredSubmissions submissions;

    CommandDatabase(TestDatabase database, String keyset) {
        pool = database.connect(database.create());
        tx = new TransactionTemplate(new DataSourceTransactionManager(pool));
        jdbc = JdbcClient.create(pool);
        store = new JdbcSubmissionStore(pool, TestDatabase.PREFIX);
        submissions = submissions(keyset);
    }

    /** Another instance, with a keyset of its own. */
    StoredSubmissions submissions(String keyset) {
        return new StoredSubmissions(
                entities,
                store,
                TestCustomers.data(pool, TestDatabase.PREFIX),
                new TinkRecordCipher(keyset),
                new Engine(),
                tx,
                pool,
                new DatabaseClock(Clock.systemUTC()));
    }

    SubmissionRow row(UUID id) {
        return store.find(id).orElseThrow();
    }

    /** Changes a row as a delivery would. */
    SubmissionRow change(UUID id, UnaryOperator<SubmissionRow.Builder> change) {
        SubmissionRow row = row(id);
        return store.update(change.apply(row.toBuilder()).build()).orElseThrow();
    }

    int count(String table) {
        return jdbc.sql("select count(*) from kyc_sharing_" + table)
                .query(Integer.class)
                .single();
    }

    List<String> calls(String name) {
        return new ArrayList<>(calls)
                .stream().filter(call -> call.startsWith(name)).toList();
    }

    @Override
    public void close() {
        client.close();
        pool.close();
    }

    private final class Engine implements SubmissionEngine {
        @Override
        public void wakePoll(String poll, String bizEntityKey, int shard) {}

        @Override
        public void arm(String bizEntityKey, UUID submissionId, Instant at) {
            calls.add("arm " + submissionId);
        }

        @Override
        public void disarm(String bizEntityKey, UUID submissionId) {
            calls.add("disarm " + submissionId);
        }

        @Override
        public void wakeLane(String bizEntityKey) {
            calls.add("wakeLane " + bizEntityKey);
        }

        @Override
        public void wakePublication() {}

        @Override
        public void poll() {}
    }
}
