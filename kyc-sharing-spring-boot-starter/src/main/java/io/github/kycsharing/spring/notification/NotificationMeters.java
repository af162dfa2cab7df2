package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.internal.SharingEntity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts deliveries by what they came to. */
final class NotificationMeters implements NotificationObserver {
    static final String NAME = "kyc.sharing.notifications";

    private static final String NOBODYS = "none";

    private final Map<String, Map<NotificationResult, Counter>> counters = new HashMap<>();

    NotificationMeters(MeterRegistry registry, List<SharingEntity> entities) {
        add(NOBODYS, registry);
        entities.forEach(entity -> add(entity.clientName(), registry));
    }

    /** Made before the first delivery: a rate of what has not happened yet is zero and not absent. */
    private void add(String client, MeterRegistry registry) {
        Map<NotificationResult, Counter> ofClient = new EnumMap<>(NotificationResult.class);
        Arrays.stream(NotificationResult.values())
                .filter(result -> client.equals(NOBODYS) == result.isNobodys())
                .forEach(result -> ofClient.put(
                        result,
                        Counter.builder(NAME)
                                .description("Deliveries of notifications, by what they came to")
                                .tag("client", client)
                                .tag("result", result.tag())
                                .register(registry)));
        counters.put(client, ofClient);
    }

    @Override
    public void ended(Optional<String> client, NotificationResult result) {
        Counter counter =
                counters.getOrDefault(client.orElse(NOBODYS), Map.of()).get(result);
        if (counter != null) {
            counter.increment();
        }
    }
}
