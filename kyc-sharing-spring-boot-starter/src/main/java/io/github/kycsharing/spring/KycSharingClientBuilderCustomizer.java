package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;

/**
 * Customizes the builders of the clients that the starter creates from properties. The starter calls all beans of this type, in
 * their order, for each client after it has applied the properties, so a customizer overrides a property.
 */
@FunctionalInterface
public interface KycSharingClientBuilderCustomizer {
    /**
     * Customizes the builder of one client.
     *
     * @param clientName the client's name, {@link KycSharingClients#DEFAULT_NAME} for the unnamed client
     * @param builder the builder, with the properties applied
     */
    void customize(String clientName, KycSharingClientBuilder builder);
}
