package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import java.util.Optional;
import java.util.Set;

/** The clients of the configuration, by name and by access entity. Each client is also a bean: the unnamed one is
 * {@code kycSharingClient}; the client {@code sg} is {@code kycSharingClient-sg}, with the qualifier {@code sg}. */
public interface KycSharingClients {
    /** The name of the unnamed client, which the properties directly under {@code kyc-sharing} describe. */
    String DEFAULT_NAME = ClientDefinition.UNNAMED;

    /**
     * The names of the clients.
     *
     * @return the names under {@code kyc-sharing.clients}, and {@link #DEFAULT_NAME} if there is an unnamed client
     */
    Set<String> names();

    /**
     * Finds a client by its name.
     *
     * @param name the name
     * @return the client, empty if there is no such client
     */
    Optional<KycSharingClient> find(String name);

    /**
     * Finds the client of an access entity.
     *
     * @param bizEntityKey the entity's key
     * @return the client, empty if the entity has no client
     */
    Optional<KycSharingClient> findByBizEntityKey(String bizEntityKey);
}
