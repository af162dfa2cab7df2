package io.github.kycsharing.spring.actuate;

import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spring.ClientObserverFactory;
import io.github.kycsharing.spring.ObservedClient;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Records the outcomes of recent calls of all clients. */
final class RecentOutcomes implements ClientObserverFactory {
    private final Map<String, ClientOutcomes> clients = new ConcurrentSkipListMap<>();
    private final Clock clock;

    RecentOutcomes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public DeliveryObserver observerFor(ObservedClient client) {
        ClientOutcomes outcomes = new ClientOutcomes(client, clock);
        clients.put(client.name(), outcomes);
        return outcomes;
    }

    /** The clients created so far, by name. */
    Map<String, ClientOutcomes> clients() {
        return clients;
    }
}
