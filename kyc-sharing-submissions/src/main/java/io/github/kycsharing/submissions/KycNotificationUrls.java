package io.github.kycsharing.submissions;

import java.util.Optional;

/**
 * The notifyUrls under which this application receives notifications, one for each client. Clients from the configuration have theirs
 * already. An application needs this for a client that it creates itself, or for a record that names its notifyUrl itself.
 *
 * <p>A URL contains a token and is as confidential as a password.
 */
@FunctionalInterface
public interface KycNotificationUrls {
    /**
     * The URL for the records of a client.
     *
     * @param clientName the client's name, {@code default} for the single form
     * @return the URL, empty if there is no such client
     */
    Optional<String> urlOf(String clientName);
}
