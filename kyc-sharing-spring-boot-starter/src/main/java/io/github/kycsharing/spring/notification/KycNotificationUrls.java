package io.github.kycsharing.spring.notification;

import java.util.Optional;

/**
 * The notifyUrls under which this application receives notifications, one for each client. The clients from the configuration
 * have theirs already; an application needs this for a client of its own, or for a record that names its notifyUrl itself.
 *
 * <p>An URL holds a token and is as confidential as a password: for the exchange, and for no log.
 */
@FunctionalInterface
public interface KycNotificationUrls {
    /**
     * The URL for the records of one client.
     *
     * @param clientName the client's name, {@code default} for the single form
     * @return the URL, empty if there is no such client
     */
    Optional<String> urlOf(String clientName);
}
