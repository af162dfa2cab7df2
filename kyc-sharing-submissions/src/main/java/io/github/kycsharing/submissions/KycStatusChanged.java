package io.github.kycsharing.submissions;

import io.github.kycsharing.model.CustomerIds;
import io.github.kycsharing.model.KycStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Event: the exchange reports another status of a customer's account than before, or a final status after a new delivery. It is published
 * to {@code @EventListener} methods in a transaction of its own, in order for each account. What listeners write to the same database takes
 * effect exactly once; any other effect happens at least once. A listener that throws rolls that transaction back, and the event is
 * published again later. Statuses between two polls may be left out, the last one is not.
 *
 * @param eventId number of the event, the same each time it is published
 * @param client name of the client; empty if this application has no client of the access entity
 * @param bizEntityKey key of the access entity
 * @param customer the customer and the account
 * @param status the status, as the exchange's status query returned it
 * @param occurredAt when it was queried, by the database's clock
 */
public record KycStatusChanged(
        long eventId,
        Optional<String> client,
        String bizEntityKey,
        CustomerIds customer,
        KycStatus status,
        Instant occurredAt) {
    /**
     * Describes the event without the customer and the status.
     *
     * @return its number
     */
    @Override
    public String toString() {
        return "KycStatusChanged[eventId=" + eventId + ", client=" + client.orElse("none") + "]";
    }
}
