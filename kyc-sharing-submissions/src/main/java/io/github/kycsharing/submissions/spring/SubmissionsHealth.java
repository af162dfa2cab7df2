package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.operation.Snapshot;
import io.github.kycsharing.submissions.internal.operation.SnapshotReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * DOWN if nothing moves though something should, or if the database cannot be read. It reads the last snapshot only. A lane that is
 * paused or backs off waits on purpose: a detail shows it.
 */
final class SubmissionsHealth implements HealthIndicator {
    private final SnapshotReader reader;

    SubmissionsHealth(SnapshotReader reader) {
        this.reader = reader;
    }

    @Override
    public Health health() {
        if (!reader.isRunning()) {
            return Health.unknown().build();
        }
        Optional<Snapshot> snapshot = reader.current();
        if (snapshot.isEmpty()) {
            return reader.isOverdue()
                    ? Health.down()
                            .withDetail("problem", "The database cannot be read")
                            .build()
                    : Health.unknown().build();
        }
        return health(snapshot.get());
    }

    private static Health health(Snapshot snapshot) {
        Health.Builder health = snapshot.stuck().isEmpty() ? Health.up() : Health.down();
        if (!snapshot.stuck().isEmpty()) {
            health.withDetail("stuck", snapshot.stuck().stream().sorted().toList());
        }
        Map<String, Object> clients = new TreeMap<>();
        snapshot.clients().forEach((name, client) -> {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("lane", SnapshotTags.tag(client.lane()));
            client.counts().keySet().stream()
                    .filter(state -> !state.isTerminal())
                    .sorted()
                    .forEach(state ->
                            details.put(SnapshotTags.tag(state), client.counts().get(state)));
            details.put(
                    "unpublishedEvents",
                    client.submissionEvents().count() + client.customerEvents().count());
            details.put("overduePolls", client.accounts().overdue());
            clients.put(name, details);
        });
        return health.withDetail("readAt", snapshot.takenAt())
                .withDetail("clients", clients)
                .build();
    }
}
