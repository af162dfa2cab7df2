package io.github.kycsharing.spring.notification;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link KycStatusStore} holds of a customer at one moment.
 *
 * @param customer who it is
 * @param told the status that the application was told last; empty if none
 * @param isTerminal whether the exchange has decided about the record that was shared last
 * @param trackedSince when a record of the customer was last about to be sent
 * @param version changes with every change of the entry, so that a later change is not lost under an earlier one
 */
public record TrackedCustomer(
        KycCustomer customer,
        Optional<StatusFingerprint> told,
        boolean isTerminal,
        Instant trackedSince,
        long version) {
    /** Refuses null. */
    public TrackedCustomer {
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(told, "told");
        Objects.requireNonNull(trackedSince, "trackedSince");
    }
}
