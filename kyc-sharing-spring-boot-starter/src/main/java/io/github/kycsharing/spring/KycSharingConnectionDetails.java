package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClientBuilder;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the exchange is and who shares with it. Made from the properties for every client, unless the application, a test or a
 * service connection brings a bean of its own: an unqualified one is for the client of the single form, one with
 * {@code @Bean(defaultCandidate = false) @Qualifier("name")} for the client of that name.
 */
public interface KycSharingConnectionDetails extends ConnectionDetails {
    /**
     * Where the exchange is found.
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
     * The secret that belongs to the key. Asked for at each request, so that it can change without a restart.
     *
     * @return the secret as it is now; blank if there is none, and nothing is sent then
     */
    String getSecret();
}
