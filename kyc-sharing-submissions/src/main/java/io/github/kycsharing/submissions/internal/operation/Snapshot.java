package io.github.kycsharing.submissions.internal.operation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What the tables contained at one time. All instances on a database see the same.
 *
 * @param takenAt when, by the database's clock
 * @param clients the clients of this application by name
 * @param stuck work that is due, and of which nothing has changed for {@code stuck-after}
 */
public record Snapshot(Instant takenAt, Map<String, ClientSnapshot> clients, Set<String> stuck) {
    /** Copies the collections. */
    public Snapshot {
        clients = Map.copyOf(clients);
        stuck = Set.copyOf(stuck);
    }
}
