package io.github.kycsharing.submissions.internal.operation;

import io.github.kycsharing.submissions.SubmissionState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Compares successive snapshots: work that is due now and was the same in all snapshots for some time is stuck. An instance that has just
 * started knows no earlier snapshot, so that the time for which all instances were stopped does not count.
 */
final class StuckWork {
    private final Duration stuckAfter;
    private final Map<String, Observation> observations = new HashMap<>();

    StuckWork(Duration stuckAfter) {
        this.stuckAfter = stuckAfter;
    }

    /**
     * Due work at the time of a snapshot.
     *
     * @param due what is due; empty if nothing is
     * @param progress numbers that grow when work of this kind is done
     * @param since when it first was the same
     */
    private record Observation(Set<String> due, Map<SubmissionState, Long> progress, Instant since) {}

    /** Compares with the snapshot before, and returns what is stuck. */
    Set<String> update(Instant now, Map<String, ClientSnapshot> clients, Map<String, Set<String>> other) {
        Map<String, Observation> current = new HashMap<>();
        clients.forEach((client, snapshot) ->
                observe(current, "submissions of " + client, snapshot.due(), snapshot.counts(), now));
        other.forEach((name, due) -> observe(current, name, due, Map.of(), now));
        observations.clear();
        observations.putAll(current);
        Set<String> stuck = new HashSet<>();
        current.forEach((name, observation) -> {
            if (!observation.since().isAfter(now.minus(stuckAfter))) {
                stuck.add(name);
            }
        });
        return stuck;
    }

    private void observe(
            Map<String, Observation> current,
            String name,
            Set<String> due,
            Map<SubmissionState, Long> progress,
            Instant now) {
        if (due.isEmpty()) {
            return;
        }
        Observation before = observations.get(name);
        Instant since = before != null && before.due().equals(due) && !hasGrown(before.progress(), progress)
                ? before.since()
                : now;
        current.put(name, new Observation(due, progress, since));
    }

    /** New submissions are no progress, and neither is the deletion of old ones. */
    private static boolean hasGrown(Map<SubmissionState, Long> before, Map<SubmissionState, Long> now) {
        return now.entrySet().stream()
                .anyMatch(count -> count.getKey() != SubmissionState.QUEUED
                        && count.getValue() > before.getOrDefault(count.getKey(), 0L));
    }
}
