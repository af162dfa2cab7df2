package io.github.kycsharing.spring.actuate;

import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether one client's calls of late found the exchange. Asks nobody: a probe must not share a record. */
final class ClientHealth implements HealthIndicator {
    private final ClientOutcomes outcomes;
    private final KycSharingHealthProperties properties;

    ClientHealth(ClientOutcomes outcomes, KycSharingHealthProperties properties) {
        this.outcomes = outcomes;
        this.properties = properties;
    }

    @Override
    public Health health() {
        Instant now = outcomes.clock().instant();
        ExchangeReachability contact = outcomes.contact();
        int failures = contact.failuresWithin(properties.window(), now);
        boolean heard = contact.latest()
                .filter(latest -> latest.isAfter(now.minus(properties.window())))
                .isPresent();
        Health.Builder health = new Health.Builder();
        if (failures >= properties.failures()) {
            health.down();
        } else if (heard) {
            health.up();
        } else {
            health.unknown();
        }
        contact.latest().ifPresent(latest -> health.withDetail("lastContact", latest));
        return health.withDetail("callsWithoutContact", failures)
                .withDetail("recentOutcomes", KycSharingEndpoint.byName(outcomes.counts()))
                .build();
    }
}
