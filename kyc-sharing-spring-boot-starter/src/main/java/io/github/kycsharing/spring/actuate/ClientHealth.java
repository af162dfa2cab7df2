package io.github.kycsharing.spring.actuate;

import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Health of one client, from its recent calls. Sends no request itself: a probe must not share a record. */
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
        ExchangeReachability reachability = outcomes.reachability();
        int failures = reachability.failuresWithin(properties.window(), now);
        boolean reached = reachability
                .latest()
                .filter(latest -> latest.isAfter(now.minus(properties.window())))
                .isPresent();
        Health.Builder health = new Health.Builder();
        if (failures >= properties.failures()) {
            health.down();
        } else if (reached) {
            health.up();
        } else {
            health.unknown();
        }
        reachability.latest().ifPresent(latest -> health.withDetail("lastContact", latest));
        return health.withDetail("callsWithoutContact", failures)
                .withDetail("recentOutcomes", KycSharingEndpoint.byName(outcomes.counts()))
                .build();
    }
}
