package io.github.kycsharing.spring.notification;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.KycStatus;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Asks the exchange how a customer stands and tells the application if that is new. The entry is read before the exchange is
 * asked and changed only if nobody else has changed it since, so that an older answer never follows a newer one, and no lock is
 * held while the exchange is asked.
 */
final class StatusConfirmation {
    private static final int MAX_ROUNDS = 3;

    private final KycStatusStore store;
    private final ApplicationEventPublisher events;

    StatusConfirmation(KycStatusStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    /** Whatever a listener, the store or the query throws goes to the caller, and the status counts as not told. */
    Finding confirm(KycSharingClient client, TrackedCustomer tracked) {
        TrackedCustomer seen = tracked;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            KycCustomer customer = seen.customer();
            KycStatus status = client.checkStatus(customer.statusQuery());
            store.asked(customer);
            if (!status.isKnown()) {
                return Finding.NO_SUCH_RECORD;
            }
            StatusFingerprint confirmed = StatusFingerprint.of(status);
            boolean isNew = !seen.told().equals(Optional.of(confirmed));
            if (!isNew && seen.isTerminal() == confirmed.isFinal()) {
                return Finding.UNCHANGED;
            }
            KycStatusChanged change = new KycStatusChanged(client.name(), customer, status);
            if (store.change(seen, confirmed, isNew ? () -> events.publishEvent(change) : () -> {})) {
                return isNew ? Finding.CHANGED : Finding.UNCHANGED;
            }
            Optional<TrackedCustomer> current = store.find(customer.bizEntityKey(), customer.entityCustomerId());
            if (current.isEmpty()) {
                return Finding.CONTENDED;
            }
            seen = current.get();
        }
        return Finding.CONTENDED;
    }

    /** What the exchange's answer amounted to. */
    enum Finding {
        /** The application was told, and no listener threw. */
        CHANGED,
        /** The application knows already. */
        UNCHANGED,
        /** The exchange does not know the customer, or not yet. */
        NO_SUCH_RECORD,
        /** Others changed the entry all the time. */
        CONTENDED
    }
}
