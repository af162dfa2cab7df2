package io.github.kycsharing.submissions.internal.operation;

import io.github.kycsharing.submissions.KycActivity;
import io.github.kycsharing.submissions.KycClientActivity;
import io.github.kycsharing.submissions.KycClientActivity.Interval;
import io.github.kycsharing.submissions.internal.command.Entities;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the activity of the clients in one transaction. */
public final class ActivityReader implements KycActivity {
    private final Entities entities;
    private final SnapshotQueries queries;
    private final TransactionTemplate tx;
    private final InstantSource clock;

    /** Reads the tables with this prefix. */
    public ActivityReader(
            Entities entities, DataSource dataSource, String prefix, TransactionTemplate tx, InstantSource clock) {
        this.entities = entities;
        this.queries = new SnapshotQueries(dataSource, prefix);
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public List<KycClientActivity> all() {
        return Objects.requireNonNull(tx.execute(status -> read()));
    }

    private List<KycClientActivity> read() {
        long seconds = INTERVAL.toSeconds();
        long current = Math.floorDiv(clock.instant().getEpochSecond(), seconds);
        long first = current - PERIOD.toSeconds() / seconds + 1;
        Map<String, Map<Long, Long>> byEntity = queries.endedSince(Instant.ofEpochSecond(first * seconds), seconds);
        return entities.all().stream()
                .flatMap(entity -> entities
                        .clientName(entity)
                        .map(client -> {
                            Map<Long, Long> counts = byEntity.getOrDefault(entity, Map.of());
                            List<Interval> lastHour = LongStream.rangeClosed(first, current)
                                    .mapToObj(number -> new Interval(
                                            Instant.ofEpochSecond(number * seconds), counts.getOrDefault(number, 0L)))
                                    .toList();
                            return new KycClientActivity(client, queries.oldest(entity), lastHour);
                        })
                        .stream())
                .sorted((one, other) -> one.client().compareTo(other.client()))
                .toList();
    }
}
