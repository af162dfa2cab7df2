package io.github.kycsharing.spring.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers whose status is awaited and which one the application was told last, so that nothing is told twice and nobody is
 * forgotten. Used by many threads; where several instances of the application share it, by several processes. It holds ids and
 * fingerprints, no names and no statuses.
 *
 * <p>A method that cannot do its work throws: a record is then not sent, and a notification is left to the exchange's next try.
 */
public interface KycStatusStore {
    /**
     * Remembers a customer whose record is about to be sent. Of a customer who is there already, the accounts are replaced, the
     * decision is open again and the told status stays.
     *
     * @param customer who it is
     */
    void track(KycCustomer customer);

    /**
     * Finds a customer.
     *
     * @param bizEntityKey the access entity that shared the record
     * @param entityCustomerId the customer's id at the broker
     * @return what is held of the customer now, or empty
     */
    Optional<TrackedCustomer> find(String bizEntityKey, String entityCustomerId);

    /**
     * Replaces the told status, unless the entry has changed since it was read. While {@code tell} runs, nobody else changes the
     * entry; if it throws, the entry stays as it was and the exception goes to the caller. Should {@code tell} itself track the
     * customer, on its own thread, then the decision stays open.
     *
     * @param seen the entry as read before the status was asked for
     * @param status what the exchange has confirmed
     * @param tell tells the application; does nothing where the status is the told one and only the decision is noted
     * @return false if the entry has changed in between, so that {@code tell} was not run
     */
    boolean change(TrackedCustomer seen, StatusFingerprint status, Runnable tell);

    /**
     * Lists customers about whom the exchange has not decided, those first that were asked about least recently.
     *
     * @param trackedAfter only those whose record was sent after this
     * @param askedBefore only those who were not asked about, and whose record was not sent, since this
     * @param limit how many at most
     * @return the customers
     */
    List<TrackedCustomer> findDue(Instant trackedAfter, Instant askedBefore, int limit);

    /**
     * Notes that a customer's status was asked for just now, so that others come first the next time. Not a change of the entry.
     *
     * @param customer who it is
     */
    void asked(KycCustomer customer);
}
