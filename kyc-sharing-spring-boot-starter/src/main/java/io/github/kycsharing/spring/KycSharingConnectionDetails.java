package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Base URL and credentials of a client. The starter creates them from the properties for every client, unless the
 * application, a test or a service connection defines a bean. An unqualified bean is for the unnamed client, one with
 * {@code @Bean(defaultCandidate = false) @Qualifier("name")} for the client of that name.
 */
public interface KycSharingConnectionDetails extends ConnectionDetails {
    /**
     * The base URL of the exchange.
     *
     * @return an https URL without query; http for a loopback host only
     */
    default String getBaseUrl() {
        return KycSharingClientBuilder.DEFAULT_BASE_URL;
    }

    /**
     * The access entity's key.
     *
     * @return the key, as the exchange has issued it
     */
    String getBizEntityKey();

    /**
     * The secret that belongs to the key. The client reads it at each request, so it can change without a restart.
     *
     * @return the current secret; if it is blank, the client sends nothing
     */
    String getSecret();
}
