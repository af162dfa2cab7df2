package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.internal.command.Entities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The access entities of all clients of the application, including those that it defines itself. Reads them on first use. */
final class ClientEntities implements Entities {
    private final ObjectProvider<KycSharingClient> clients;
    private volatile @Nullable Map<String, KycSharingClient> byKey;

    ClientEntities(ObjectProvider<KycSharingClient> clients) {
        this.clients = clients;
    }

    @Override
    public Optional<String> bizEntityKey(String client) {
        return byKey().entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(client))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Optional<String> clientName(String bizEntityKey) {
        return client(bizEntityKey).map(KycSharingClient::name);
    }

    @Override
    public Optional<KycSharingClient> client(String bizEntityKey) {
        return Optional.ofNullable(byKey().get(bizEntityKey));
    }

    @Override
    public Set<String> all() {
        return byKey().keySet();
    }

    private Map<String, KycSharingClient> byKey() {
        Map<String, KycSharingClient> known = byKey;
        if (known == null) {
            known = read();
            byKey = known;
        }
        return known;
    }

    private Map<String, KycSharingClient> read() {
        Map<String, KycSharingClient> found = new LinkedHashMap<>();
        clients.orderedStream().forEach(client -> {
            try {
                found.putIfAbsent(client.bizEntityKey(), client);
            } catch (UnsupportedOperationException e) {
                // A fake without an access entity delivers nothing.
            }
        });
        return Map.copyOf(found);
    }
}
