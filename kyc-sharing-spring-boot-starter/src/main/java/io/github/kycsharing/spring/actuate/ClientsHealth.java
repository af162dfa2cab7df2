package io.github.kycsharing.spring.actuate;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/** Health of all clients, including those that are created later. */
final class ClientsHealth implements CompositeHealthContributor {
    private final RecentOutcomes outcomes;
    private final KycSharingHealthProperties properties;

    ClientsHealth(RecentOutcomes outcomes, KycSharingHealthProperties properties) {
        this.outcomes = outcomes;
        this.properties = properties;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        ClientOutcomes client = outcomes.clients().get(name);
        return client == null ? null : new ClientHealth(client, properties);
    }

    @Override
    public Stream<HealthContributors.Entry> stream() {
        return outcomes.clients().entrySet().stream()
                .map(client ->
                        new HealthContributors.Entry(client.getKey(), new ClientHealth(client.getValue(), properties)));
    }
}
