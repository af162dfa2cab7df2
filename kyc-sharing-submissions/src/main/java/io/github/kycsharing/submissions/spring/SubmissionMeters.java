package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycLane;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.operation.ClientSnapshot;
import io.github.kycsharing.submissions.internal.operation.Snapshot;
import io.github.kycsharing.submissions.internal.operation.SnapshotReader;
import io.github.kycsharing.submissions.internal.operation.UnpublishedEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the last snapshot, for each client and each value of a tag from the start, so that an alert compares with zero and not with
 * nothing. They have no value (NaN) before the first snapshot and after three missing ones.
 */
final class SubmissionMeters implements MeterBinder {
    static final String SUBMISSIONS = "kyc.sharing.submissions";
    static final String EVENTS = "kyc.sharing.events";
    static final String CUSTOMERS = "kyc.sharing.customers";
    static final String POLLS = "kyc.sharing.polls";
    static final String STUCK = "kyc.sharing.stuck";
    static final String LANE = "kyc.sharing.lane.state";

    private final SnapshotReader reader;
    private final Entities entities;

    SubmissionMeters(SnapshotReader reader, Entities entities) {
        this.reader = reader;
        this.entities = entities;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        entities.all().stream()
                .map(entities::clientName)
                .flatMap(Optional::stream)
                .forEach(client -> new ClientGauges(registry, client).register());
        Gauge.builder(
                        STUCK,
                        () -> reader.current()
                                .map(snapshot -> (Number) snapshot.stuck().size())
                                .orElse(Double.NaN))
                .description("Kinds of due work of which nothing has changed for a while; health names them")
                .register(registry);
    }

    /** The gauges of one client. */
    private final class ClientGauges {
        private final MeterRegistry registry;
        private final String client;

        ClientGauges(MeterRegistry registry, String client) {
            this.registry = registry;
            this.client = client;
        }

        void register() {
            for (SubmissionState state : SubmissionState.values()) {
                ToDoubleFunction<ClientSnapshot> count =
                        snapshot -> snapshot.counts().getOrDefault(state, 0L);
                gauge(SUBMISSIONS, "Submissions in a state", Tags.of("state", SnapshotTags.tag(state)), count);
                if (!state.isTerminal()) {
                    age(
                            SUBMISSIONS + ".oldest.age",
                            "Time since the oldest submission of a state was handed over",
                            Tags.of("state", SnapshotTags.tag(state)),
                            snapshot -> snapshot.oldest().get(state));
                }
                if (state.needsPerson()) {
                    gauge(
                            SUBMISSIONS + ".attention",
                            "Submissions that wait for a person",
                            Tags.of("state", SnapshotTags.tag(state)),
                            count);
                }
            }
            for (KycLane.State state : KycLane.State.values()) {
                gauge(
                        LANE,
                        "State of a client's deliveries: 1 for the current one, otherwise 0",
                        Tags.of("state", SnapshotTags.tag(state)),
                        snapshot -> snapshot.lane() == state ? 1 : 0);
            }
            events("submission", ClientSnapshot::submissionEvents);
            events("customer", ClientSnapshot::customerEvents);
            customers();
        }

        private void customers() {
            String description = "Accounts of customers whose statuses are polled";
            gauge(
                    CUSTOMERS,
                    description,
                    Tags.of("decided", "true"),
                    snapshot -> snapshot.accounts().decided());
            gauge(
                    CUSTOMERS,
                    description,
                    Tags.of("decided", "false"),
                    snapshot -> snapshot.accounts().pending());
            gauge(
                    POLLS + ".overdue",
                    "Accounts whose status should have been queried by now",
                    Tags.empty(),
                    snapshot -> snapshot.accounts().overdue());
            age(
                    POLLS + ".overdue.age",
                    "Time since the longest overdue account should have been queried",
                    Tags.empty(),
                    snapshot -> snapshot.accounts().oldestDueAt());
        }

        private void events(String outbox, Function<ClientSnapshot, UnpublishedEvents> events) {
            Tags tags = Tags.of("outbox", outbox);
            gauge(
                    EVENTS + ".unpublished",
                    "Events that listeners have not processed",
                    tags,
                    snapshot -> events.apply(snapshot).count());
            gauge(
                    EVENTS + ".failing",
                    "Events whose listeners have failed at least 10 times",
                    tags,
                    snapshot -> events.apply(snapshot).failing());
            age(
                    EVENTS + ".oldest.age",
                    "Time since the oldest unpublished event occurred",
                    tags,
                    snapshot -> events.apply(snapshot).oldestAt());
        }

        private void gauge(String name, String description, Tags tags, ToDoubleFunction<ClientSnapshot> value) {
            gauge(name, description, null, tags, (snapshot, ofClient) -> value.applyAsDouble(ofClient));
        }

        private void age(
                String name, String description, Tags tags, Function<ClientSnapshot, @Nullable Instant> since) {
            gauge(name, description, "seconds", tags, (snapshot, ofClient) -> {
                Instant start = since.apply(ofClient);
                return start == null ? 0 : seconds(Duration.between(start, snapshot.takenAt()));
            });
        }

        private static double seconds(Duration age) {
            return Math.max(0, age.toMillis() / 1000.0);
        }

        private void gauge(
                String name,
                String description,
                @Nullable String unit,
                Tags tags,
                BiFunction<Snapshot, ClientSnapshot, Number> value) {
            Gauge.builder(
                            name,
                            () -> reader.current()
                                    .flatMap(snapshot -> Optional.ofNullable(
                                                    snapshot.clients().get(client))
                                            .map(ofClient -> value.apply(snapshot, ofClient)))
                                    .orElse(Double.NaN))
                    .description(description)
                    .baseUnit(unit)
                    .tags(tags.and("client", client))
                    .register(registry);
        }
    }
}
