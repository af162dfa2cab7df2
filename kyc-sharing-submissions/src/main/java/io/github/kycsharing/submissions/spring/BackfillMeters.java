package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycBackfill;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.operation.BackfillSnapshot;
import io.github.kycsharing.submissions.internal.operation.Snapshot;
import io.github.kycsharing.submissions.internal.operation.SnapshotReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Gauges of the back-fills in the last snapshot. Those of a back-fill appear with the first snapshot that has it, and disappear with the
 * first one that has it no more.
 */
record BackfillMeters(SnapshotReader reader) implements MeterBinder {
    static final String BACKFILL = "kyc.sharing.backfill";

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauges gauges = new Gauges(registry);
        reader.observe(gauges::update);
    }

    /** A value of a back-fill, for a set of its tags. */
    private record Value(Tags tags, ToDoubleFunction<BackfillSnapshot> value) {}

    /** A meter, and its values for each back-fill. */
    private record Values(MultiGauge gauge, List<Value> values) {}

    /** The gauges of one registry. */
    private final class Gauges {
        private final List<Values> meters = new ArrayList<>();

        Gauges(MeterRegistry registry) {
            add(
                    registry,
                    ".submissions",
                    "Submissions of a back-fill in a state",
                    Arrays.stream(SubmissionState.values())
                            .map(state -> new Value(
                                    Tags.of("state", SnapshotTags.tag(state)),
                                    backfill -> backfill.counts().getOrDefault(state, 0L)))
                            .toList());
            add(registry, ".invalid", "Rows that are not stored, since they break rules", BackfillSnapshot::invalid);
            add(
                    registry,
                    ".percent",
                    "Share of a back-fill's submissions that have a terminal state",
                    BackfillSnapshot::percent);
            add(
                    registry,
                    ".paused",
                    "1 if a person has paused the back-fill, otherwise 0",
                    backfill -> backfill.state() == KycBackfill.State.PAUSED ? 1 : 0);
            add(
                    registry,
                    ".delivering",
                    "1 if there are queued rows that may be delivered now, otherwise 0",
                    backfill -> backfill.delivering() ? 1 : 0);
        }

        private void add(
                MeterRegistry registry, String name, String description, ToDoubleFunction<BackfillSnapshot> value) {
            add(registry, name, description, List.of(new Value(Tags.empty(), value)));
        }

        private void add(MeterRegistry registry, String name, String description, List<Value> values) {
            meters.add(new Values(
                    MultiGauge.builder(BACKFILL + name).description(description).register(registry), values));
        }

        /** Two snapshots at once would otherwise leave gauges behind. */
        synchronized void update(Snapshot snapshot) {
            meters.forEach(meter -> meter.gauge()
                    .register(snapshot.clients().entrySet().stream()
                            .flatMap(client -> client.getValue().backfills().stream()
                                    .flatMap(backfill -> rows(client.getKey(), backfill.name(), meter.values())))
                            .toList()));
        }

        private Stream<MultiGauge.Row<?>> rows(String client, String backfill, List<Value> values) {
            return values.stream()
                    .map(value -> MultiGauge.Row.of(
                            value.tags().and("client", client, "backfill", backfill),
                            () -> find(client, backfill)
                                    .map(found -> value.value().applyAsDouble(found))
                                    .orElse(Double.NaN)));
        }
    }

    private Optional<BackfillSnapshot> find(String client, String backfill) {
        return reader.current()
                .flatMap(snapshot -> Optional.ofNullable(snapshot.clients().get(client)))
                .flatMap(found -> found.backfills().stream()
                        .filter(candidate -> candidate.name().equals(backfill))
                        .findFirst());
    }
}
