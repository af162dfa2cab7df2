package io.github.kycsharing.spring.actuate;

import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spring.ObservedClient;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows the clients and the outcomes of their recent calls. Contains no secret and no personal data. */
@Endpoint(id = "kycsharing", defaultAccess = Access.READ_ONLY)
final class KycSharingEndpoint {
    private static final int SHOWN = 2;
    private static final int MIN_SHOWN = 8;

    private final RecentOutcomes outcomes;

    KycSharingEndpoint(RecentOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    @ReadOperation
    Clients clients() {
        Map<String, Client> clients = new LinkedHashMap<>();
        outcomes.clients().forEach((name, recent) -> clients.put(name, describe(recent)));
        return new Clients(clients, OutcomeCounts.MINUTES);
    }

    private static Client describe(ClientOutcomes recent) {
        ObservedClient client = recent.client();
        return new Client(
                masked(client.bizEntityKey()),
                name(client.brokerType()),
                String.valueOf(URI.create(client.baseUrl()).getHost()),
                recent.reachability().latest().orElse(null),
                byName(recent.counts()));
    }

    /** Shows enough to distinguish two keys, and not enough to use one. */
    private static String masked(String key) {
        return key.length() < MIN_SHOWN
                ? "****"
                : key.substring(0, SHOWN) + "****" + key.substring(key.length() - SHOWN);
    }

    static Map<String, Long> byName(Map<CallOutcome, Long> counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((outcome, count) -> named.put(name(outcome), count));
        return named;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The response.
     *
     * @param clients the clients by name
     * @param minutes the period of the counts, in minutes
     */
    record Clients(Map<String, Client> clients, int minutes) {}

    /**
     * A client.
     *
     * @param bizEntityKey the key's first and last characters
     * @param brokerType the kind of broker
     * @param host the host of the exchange
     * @param lastContact the end of the last call that reached the exchange
     * @param recentOutcomes the number of calls by outcome
     */
    record Client(
            String bizEntityKey,
            String brokerType,
            String host,
            @Nullable Instant lastContact,
            Map<String, Long> recentOutcomes) {}
}
