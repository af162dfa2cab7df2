package io.github.kycsharing.spring.notification;

import java.util.Optional;

/**
 * Finds a customer among the broker's own, where a notification is about one whom the {@link KycStatusStore} does not hold: shared
 * before there was a store, or known to one that is gone. Who is found is tracked from then on. A bean of this type is called
 * on the thread that received the notification, by many at once.
 */
@FunctionalInterface
public interface KycCustomerDirectory {
    /**
     * Finds a customer.
     *
     * @param bizEntityKey the access entity that shared the record
     * @param entityCustomerId what the notification says is the customer's id; nothing has confirmed it yet
     * @return the customer with the accounts that were shared, or empty
     */
    Optional<KycCustomer> find(String bizEntityKey, String entityCustomerId);
}
