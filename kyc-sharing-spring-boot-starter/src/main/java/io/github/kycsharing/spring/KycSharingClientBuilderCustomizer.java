package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;

/**
 * Changes the client that is made from the configuration. Beans of this type are called in their order, after the
 * properties have been applied, so what they set wins.
 */
@FunctionalInterface
public interface KycSharingClientBuilderCustomizer {
    /**
     * Changes the client to be.
     *
     * @param builder holds the properties already
     */
    void customize(KycSharingClientBuilder builder);
}
