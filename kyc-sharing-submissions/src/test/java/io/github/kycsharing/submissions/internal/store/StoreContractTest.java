package io.github.kycsharing.submissions.internal.store;

import static io.github.kycsharing.submissions.internal.TestSubmissions.BODY;
import static io.github.kycsharing.submissions.internal.TestSubmissions.ENTITY;
import static io.github.kycsharing.submissions.internal.TestSubmissions.queued;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class StoreContractTest {
    private final HikariDataSource pool;
    private final SubmissionStore store;
    private final EventStore events;

    StoreContractTest(TestDatabase database) {
        pool = database.connect(database.create());
        store = new JdbcSubmissionStore(pool, TestDatabase.PREFIX);
        events = new JdbcEventStore(pool, TestDatabase.PREFIX);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private SubmissionRow stored(String customer) {
        SubmissionRow row = queued(customer);
        assertThat(store.insert(row, BODY)).isTrue();
        store.append(EventRow.of(null, row, null, null));
        return store.find(row.id()).orElseThrow();
    }

    private List<SubmissionRow> admissible() {
        return store.admissible(ENTITY, SubmissionStore.DAILY, Instant.now().plusSeconds(1), 10);
    }

    private List<Long> due() {
        return IntStream.range(0, EventStore.SHARDS)
                .boxed()
                .flatMap(shard -> events.due(shard, Instant.now().plusSeconds(1), 10).stream())
                .toList();
    }

    @Test
    void storedRowIsReadAsItWasWritten() {
        SubmissionRow row = queued("C-1");
        store.insert(row, BODY);
        SubmissionRow read = store.find(row.id()).orElseThrow();
        assertThat(read).isEqualTo(row.toBuilder().seq(read.seq()).build());
        assertThat(store.insert(row, BODY)).isFalse();
    }

    @Test
    void updateOfAnOldVersionChangesNothing() {
        SubmissionRow row = stored("C-1");
        SubmissionRow changed =
                store.update(row.toBuilder().attempts(1).build()).orElseThrow();
        assertThat(changed.version()).isEqualTo(row.version() + 1);
        assertThat(store.update(row.toBuilder().attempts(9).build())).isEmpty();
        assertThat(store.find(row.id())).contains(changed);
    }

    @Test
    void earlierSubmissionHoldsTheCustomersNextBack() {
        SubmissionRow first = stored("C-1");
        SubmissionRow second = stored("C-1");
        SubmissionRow other = stored("C-2");
        assertThat(admissible()).containsExactly(first, other);
        store.update(first.toBuilder().state(SubmissionState.UNRESOLVED).build());
        assertThat(admissible()).containsExactly(other);
        SubmissionRow held = store.find(first.id()).orElseThrow();
        store.update(held.toBuilder().state(SubmissionState.DELIVERED).build());
        assertThat(admissible()).containsExactly(second, other);
    }

    @Test
    void eventWaitsForTheCustomersEarlierOnes() {
        SubmissionRow first = stored("C-1");
        SubmissionRow second = stored("C-1");
        long earlier = store.events(first.id()).get(0).id();
        assertThat(due()).containsExactly(earlier);
        events.postpone(earlier, 1, Instant.now().plusSeconds(60));
        assertThat(due()).isEmpty();
        events.markPublished(earlier, Instant.now());
        assertThat(due()).containsExactly(store.events(second.id()).get(0).id());
        assertThat(events.unpublished(ENTITY)).isEqualTo(1);
    }
}
