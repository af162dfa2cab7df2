package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.notification.JdbcKycStatusStore.Sighting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That this thread is telling the application of a customer, whose row it has locked. A listener that shares another record of
 * the customer would wait for that lock on a second connection, for ever: what it shared is noted here, and written with the rest.
 */
final class Telling {
    private static final ThreadLocal<@Nullable Telling> CURRENT = new ThreadLocal<>();

    private final KycStatusStore store;
    private final KycCustomer customer;
    private final @Nullable Telling outer;
    private @Nullable Sighting sighting;

    private Telling(KycStatusStore store, KycCustomer customer, @Nullable Telling outer) {
        this.store = store;
        this.customer = customer;
        this.outer = outer;
    }

    static Telling begin(KycStatusStore store, KycCustomer customer) {
        Telling telling = new Telling(store, customer, CURRENT.get());
        CURRENT.set(telling);
        return telling;
    }

    /** Takes note of a record if the application is being told of its customer on this thread, and says whether it did. */
    static boolean takesNote(KycStatusStore store, Sighting sighting) {
        for (Telling telling = CURRENT.get(); telling != null; telling = telling.outer) {
            if (telling.store == store && telling.isOf(sighting.customer())) {
                telling.sighting = sighting;
                return true;
            }
        }
        return false;
    }

    private boolean isOf(KycCustomer other) {
        return customer.bizEntityKey().equals(other.bizEntityKey())
                && customer.entityCustomerId().equals(other.entityCustomerId());
    }

    Optional<Sighting> sighted() {
        return Optional.ofNullable(sighting);
    }

    void end() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
