package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.spring.internal.SharingEntity;
import io.github.kycsharing.submissions.internal.notification.NotificationObserver;
import io.github.kycsharing.submissions.internal.notification.NotificationResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts deliveries by their result. */
final class NotificationMeters implements NotificationObserver {
    static final String NAME = "kyc.sharing.notifications";

    private static final String NO_CLIENT = "none";

    private final Map<String, Map<NotificationResult, Counter>> counters = new HashMap<>();

    NotificationMeters(MeterRegistry registry, List<SharingEntity> entities) {
        add(NO_CLIENT, registry);
        entities.forEach(entity -> add(entity.clientName(), registry));
    }

    /** Registered before the first delivery, so that the rate of a result is zero and not absent. */
    private void add(String client, MeterRegistry registry) {
        Map<NotificationResult, Counter> ofClient = new EnumMap<>(NotificationResult.class);
        Arrays.stream(NotificationResult.values())
                .filter(result -> client.equals(NO_CLIENT) == result.isWithoutClient())
                .forEach(result -> ofClient.put(
                        result,
                        Counter.builder(NAME)
                                .description("Deliveries of notifications, by their result")
                                .tag("client", client)
                                .tag("result", result.tag())
                                .register(registry)));
        counters.put(client, ofClient);
    }

    @Override
    public void onResult(Optional<String> client, NotificationResult result) {
        Counter counter =
                counters.getOrDefault(client.orElse(NO_CLIENT), Map.of()).get(result);
        if (counter != null) {
            counter.increment();
        }
    }
}
