package io.github.kycsharing.submissions.internal.operation;

import static io.github.kycsharing.submissions.internal.TestSubmissions.BODY;
import static io.github.kycsharing.submissions.internal.TestSubmissions.ENTITY;
import static io.github.kycsharing.submissions.internal.TestSubmissions.queued;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycClientActivity;
import io.github.kycsharing.submissions.KycClientActivity.Interval;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.store.JdbcSubmissionStore;
import io.github.kycsharing.submissions.internal.store.NextCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ActivityReaderTest {
    private static final String OTHER = "KYCB0002";
    private static final Instant NOW = Instant.parse("2026-03-01T12:03:20Z");

    private final HikariDataSource pool;
    private final JdbcSubmissionStore store;
    private final ActivityReader reader;

    ActivityReaderTest(TestDatabase database) {
        pool = database.connect(database.create());
        store = new JdbcSubmissionStore(pool, TestDatabase.PREFIX);
        reader = new ActivityReader(
                new TwoEntities(),
                pool,
                TestDatabase.PREFIX,
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                () -> NOW);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private record TwoEntities() implements Entities {
        @Override
        public Optional<String> bizEntityKey(String client) {
            return Optional.of(client.equals("beta") ? ENTITY : OTHER);
        }

        @Override
        public Optional<String> clientName(String bizEntityKey) {
            return Optional.of(bizEntityKey.equals(ENTITY) ? "beta" : "alpha");
        }

        @Override
        public Optional<KycSharingClient> client(String bizEntityKey) {
            return Optional.empty();
        }

        @Override
        public Set<String> all() {
            return Set.of(ENTITY, OTHER);
        }
    }

    private void storeEnded(String customer, SubmissionState state, Duration ago) {
        assertThat(store.insert(
                        queued(customer).toBuilder()
                                .state(state)
                                .nextCall(NextCall.NONE)
                                .open(false)
                                .endedAt(NOW.minus(ago))
                                .build(),
                        BODY))
                .isTrue();
    }

    @Test
    void countsWhatHasEndedInEachIntervalOfTheLastHour() {
        storeEnded("C-1", SubmissionState.IMPORTED, Duration.ZERO);
        storeEnded("C-2", SubmissionState.REJECTED, Duration.ofSeconds(200));
        storeEnded("C-3", SubmissionState.IMPORTED, Duration.ofSeconds(201));
        storeEnded("C-4", SubmissionState.CANCELLED, Duration.ofMinutes(30));
        storeEnded("C-5", SubmissionState.IMPORTED, Duration.ofSeconds(3500));
        storeEnded("C-6", SubmissionState.IMPORTED, Duration.ofSeconds(3501));

        KycClientActivity beta = reader.all().get(1);

        assertThat(beta.client()).isEqualTo("beta");
        assertThat(beta.lastHour()).hasSize(12);
        assertThat(beta.lastHour().get(11)).isEqualTo(new Interval(Instant.parse("2026-03-01T12:00:00Z"), 2));
        assertThat(beta.lastHour().get(10).submissions()).isEqualTo(1);
        assertThat(beta.lastHour().get(0)).isEqualTo(new Interval(Instant.parse("2026-03-01T11:05:00Z"), 1));
        assertThat(beta.lastHour().stream().mapToLong(Interval::submissions).sum())
                .isEqualTo(5);
    }

    @Test
    void namesEachClientAlsoWithoutSubmissions() {
        assertThat(reader.all()).extracting(KycClientActivity::client).containsExactly("alpha", "beta");
        assertThat(reader.all().get(0).oldest()).isEmpty();
        assertThat(reader.all().get(0).lastHour())
                .hasSize(12)
                .allSatisfy(interval -> assertThat(interval.submissions()).isZero());
    }

    @Test
    void findsTheOldestOfEachOpenState() {
        Instant old = NOW.minusSeconds(900);
        assertThat(store.insert(queued("C-1").toBuilder().submittedAt(old).build(), BODY))
                .isTrue();
        assertThat(store.insert(queued("C-2").toBuilder().submittedAt(NOW).build(), BODY))
                .isTrue();
        storeEnded("C-3", SubmissionState.IMPORTED, Duration.ZERO);

        assertThat(reader.all().get(1).oldest()).containsOnlyKeys(SubmissionState.QUEUED);
        assertThat(reader.all().get(1).oldest()).containsEntry(SubmissionState.QUEUED, old);
    }
}
