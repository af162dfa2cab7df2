package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.command.Entities;
import io.github.kycsharing.submissions.internal.tracking.TrackingObserver;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the queries of statuses and the wake-ups of this instance, from zero for each client and result. */
final class TrackingMeters implements TrackingObserver, MeterBinder {
    private static final String WAKE_UPS = "kyc.sharing.wakeups";

    private final Entities entities;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    TrackingMeters(Entities entities) {
        this.entities = entities;
    }

    private record Key(String bizEntityKey, Enum<?> result) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String entity : entities.all()) {
            entities.clientName(entity).ifPresent(client -> {
                for (PollResult result : PollResult.values()) {
                    register(
                            registry,
                            SubmissionMeters.POLLS,
                            "Queries of customers' statuses",
                            client,
                            new Key(entity, result));
                }
                for (WakeUps.Result result : WakeUps.Result.values()) {
                    register(registry, WAKE_UPS, "Wake-ups by notifications", client, new Key(entity, result));
                }
            });
        }
    }

    private void register(MeterRegistry registry, String name, String description, String client, Key key) {
        counters.put(
                key,
                Counter.builder(name)
                        .description(description)
                        .tag("client", client)
                        .tag("result", SnapshotTags.tag(key.result()))
                        .register(registry));
    }

    @Override
    public void polled(String bizEntityKey, PollResult result) {
        count(new Key(bizEntityKey, result));
    }

    @Override
    public void woken(String bizEntityKey, WakeUps.Result result) {
        count(new Key(bizEntityKey, result));
    }

    private void count(Key key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }
}
