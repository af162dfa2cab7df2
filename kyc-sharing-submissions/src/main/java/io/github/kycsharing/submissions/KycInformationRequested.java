package io.github.kycsharing.submissions;

import io.github.kycsharing.model.InformationRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Event: the exchange requests more information about a customer. It is published once for each request, as {@link KycStatusChanged} is.
 *
 * @param eventId number of the event, the same each time it is published
 * @param client name of the client; empty if this application has no client of the access entity
 * @param bizEntityKey key of the access entity
 * @param request the request, as the exchange returned it
 * @param occurredAt when it was found, by the database's clock
 */
public record KycInformationRequested(
        long eventId, Optional<String> client, String bizEntityKey, InformationRequest request, Instant occurredAt) {
    /**
     * Describes the event without the customer and the request.
     *
     * @return its number
     */
    @Override
    public String toString() {
        return "KycInformationRequested[eventId=" + eventId + ", client=" + client.orElse("none") + "]";
    }
}
