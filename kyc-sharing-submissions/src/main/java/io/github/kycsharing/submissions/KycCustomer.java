package io.github.kycsharing.submissions;

import io.github.kycsharing.model.CustomerIds;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A tracked account of a customer. It contains identifiers and no other personal data. All times are the database's.
 *
 * @param id id of the account in this module
 * @param client name of the client; empty if this application has no client of the access entity
 * @param bizEntityKey key of the access entity
 * @param customer the customer and the account
 * @param decided whether the last status was final
 * @param trackedSince when it was first tracked
 * @param lastSharedAt when a record of it was last about to be sent; empty if it never was through this module
 * @param lastPolledAt when its status was last queried
 * @param nextPollAt when its status is queried next; empty if only a notification or another record causes a query
 */
public record KycCustomer(
        UUID id,
        Optional<String> client,
        String bizEntityKey,
        CustomerIds customer,
        boolean decided,
        Instant trackedSince,
        Optional<Instant> lastSharedAt,
        Optional<Instant> lastPolledAt,
        Optional<Instant> nextPollAt) {
    /**
     * Describes the account without the customer's identifiers.
     *
     * @return id and whether it is decided
     */
    @Override
    public String toString() {
        return "KycCustomer[id=" + id + ", decided=" + decided + "]";
    }
}
