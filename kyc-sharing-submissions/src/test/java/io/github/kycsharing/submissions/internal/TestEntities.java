package io.github.kycsharing.submissions.internal;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.internal.command.Entities;
import java.util.Optional;
import java.util.Set;

/** One client. */
public record TestEntities(String name, String entity, KycSharingClient client) implements Entities {
    @Override
    public Optional<String> bizEntityKey(String clientName) {
        return name.equals(clientName) ? Optional.of(entity) : Optional.empty();
    }

    @Override
    public Optional<String> clientName(String bizEntityKey) {
        return entity.equals(bizEntityKey) ? Optional.of(name) : Optional.empty();
    }

    @Override
    public Optional<KycSharingClient> client(String bizEntityKey) {
        return entity.equals(bizEntityKey) ? Optional.of(client) : Optional.empty();
    }

    @Override
    public Set<String> all() {
        return Set.of(entity);
    }
}
