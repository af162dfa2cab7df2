package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;

/**
 * Changes the clients that are made from the configuration. Beans of this type are called in their order, for each client, after
 * the properties have been applied, so what they set wins.
 */
@FunctionalInterface
public interface KycSharingClientBuilderCustomizer {
    /**
     * Changes a client to be.
     *
     * @param builder holds the properties already
     */
    void customize(KycSharingClientBuilder builder);

    /**
     * Changes a client to be whose name matters. Unless overridden, changes it like any other.
     *
     * @param clientName the client's name, {@link KycSharingClients#DEFAULT_NAME} for the single form
     * @param builder holds the properties already
     */
    default void customize(String clientName, KycSharingClientBuilder builder) {
        customize(builder);
    }
}
