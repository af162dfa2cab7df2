package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import java.util.Optional;
import java.util.Set;

/** The clients that were made from the configuration. Each is a bean as well, qualified by its name. */
public interface KycSharingClients {
    /** The name of the single form's client, which has none in the configuration. */
    String DEFAULT_NAME = ClientDefinition.UNNAMED;

    /**
     * What the clients are called.
     *
     * @return the names under {@code kyc-sharing.clients}, and {@link #DEFAULT_NAME} if there is a client of the single form
     */
    Set<String> names();

    /**
     * Finds a client by its name.
     *
     * @param name the name
     * @return the client, empty if there is none of that name
     */
    Optional<KycSharingClient> find(String name);

    /**
     * Finds the client of an access entity.
     *
     * @param bizEntityKey the entity's key
     * @return the client, empty if there is none for that entity
     */
    Optional<KycSharingClient> findByBizEntityKey(String bizEntityKey);
}
