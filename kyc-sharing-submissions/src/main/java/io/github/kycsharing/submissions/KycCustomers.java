package io.github.kycsharing.submissions;

import io.github.kycsharing.model.CustomerIds;
import java.util.List;

/**
 * The customers whose status is polled. Whoever's record is shared, durably or by a client of the configuration, is tracked from then on;
 * this is for customers who were shared otherwise. Every method joins the caller's transaction, or opens one.
 */
public interface KycCustomers {
    /**
     * Tracks an account. The first status is published, and each change of it.
     *
     * @param client name of the client
     * @param customer the customer and the account
     * @return the account; one that is tracked already stays as it is
     * @throws KycSubmissionException if there is no such client
     */
    KycCustomer track(String client, CustomerIds customer);

    /**
     * Finds the tracked accounts of a customer.
     *
     * @param client name of the client
     * @param entityCustomerId the customer
     * @return the accounts, in the order in which they were first tracked; empty if none is
     * @throws KycSubmissionException if there is no such client
     */
    List<KycCustomer> find(String client, String entityCustomerId);

    /**
     * Queries the status of a customer's accounts soon: within about 5 seconds, but not before {@code kyc-sharing.tracking.wake-up-pause}
     * has passed since the last query, and not while the polls back off because the exchange does not respond.
     *
     * @param client name of the client
     * @param entityCustomerId the customer
     * @return whether the customer is tracked
     * @throws KycSubmissionException if there is no such client
     */
    boolean pollNow(String client, String entityCustomerId);

    /**
     * Ends the tracking of an account, and deletes what is stored of it, its unpublished events included. Another record of it starts the
     * tracking again.
     *
     * @param client name of the client
     * @param customer the customer and the account
     * @return whether it was tracked
     * @throws KycSubmissionException if there is no such client
     */
    boolean untrack(String client, CustomerIds customer);
}
