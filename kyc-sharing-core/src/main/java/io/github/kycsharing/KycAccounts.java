package io.github.kycsharing;

import io.github.kycsharing.model.AccountHolder;
import io.github.kycsharing.model.AccountLink;
import io.github.kycsharing.model.BrokerAccount;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.LinkedAccounts;
import java.util.List;

/**
 * Calls for the accounts of a person: KYC is done once, and further accounts of the same person are linked to it.
 *
 * <p>Queries change nothing and are retried as the status query is. Writes ({@code link}, {@code unlink}, {@code refuse}) have no
 * requestNo, so the exchange does not recognize a repeated one: the client retries a write only if nothing was sent, and every
 * other failure than a refusal is a {@link io.github.kycsharing.exception.KycOutcomeUnknownException}. Its
 * {@link io.github.kycsharing.exception.KycOutcomeUnknownException#resolvedBy()} names the query that shows whether the write took
 * effect.
 *
 * <p>All methods block. For asynchronous use, call them on a virtual thread or an executor of the application.
 */
public interface KycAccounts {
    /**
     * Queries the accounts that are linked to a person, with the client's own delivery options.
     *
     * @param holder the customer, or the user of an OAuth link
     * @param brokerMainAccountId the broker's main account
     * @return the accounts
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    default LinkedAccounts linked(AccountHolder holder, String brokerMainAccountId) {
        return linked(holder, brokerMainAccountId, DeliveryOptions.inherited());
    }

    /**
     * Queries the accounts that are linked to a person.
     *
     * @param holder the customer, or the user of an OAuth link
     * @param brokerMainAccountId the broker's main account
     * @param options delivery options; null values are inherited from the client
     * @return the accounts
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    LinkedAccounts linked(AccountHolder holder, String brokerMainAccountId, DeliveryOptions options);

    /**
     * Links accounts of one person, with the client's own delivery options.
     *
     * @param links the accounts, all of one person
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     * @see #link(List, DeliveryOptions)
     */
    default void link(List<AccountLink> links) {
        link(links, DeliveryOptions.inherited());
    }

    /**
     * Links accounts of one person. An unknown outcome is resolved by {@link #linked(AccountHolder, String)}.
     *
     * @param links the accounts, all of one person
     * @param options delivery options; null values are inherited from the client
     * @throws io.github.kycsharing.exception.KycNotSentException if nothing reached the exchange, or the request is invalid
     * @throws io.github.kycsharing.exception.KycRejectedException if the exchange refused the links
     * @throws io.github.kycsharing.exception.KycOutcomeUnknownException if the links may have taken effect
     */
    void link(List<AccountLink> links, DeliveryOptions options);

    /**
     * Unlinks an account from a customer's KYC, with the client's own delivery options.
     *
     * @param entityCustomerId the customer
     * @param account the account
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     * @see #unlink(String, BrokerAccount, DeliveryOptions)
     */
    default void unlink(String entityCustomerId, BrokerAccount account) {
        unlink(entityCustomerId, account, DeliveryOptions.inherited());
    }

    /**
     * Unlinks an account from a customer's KYC. An unknown outcome is resolved by {@link #linked(AccountHolder, String)}.
     *
     * @param entityCustomerId the customer
     * @param account the account
     * @param options delivery options; null values are inherited from the client
     * @throws io.github.kycsharing.exception.KycNotSentException if nothing reached the exchange, or the request is invalid
     * @throws io.github.kycsharing.exception.KycRejectedException if the exchange refused it
     * @throws io.github.kycsharing.exception.KycOutcomeUnknownException if it may have taken effect
     */
    void unlink(String entityCustomerId, BrokerAccount account, DeliveryOptions options);

    /**
     * Queries a customer's status by sub account, with the client's own delivery options.
     *
     * @param account the account
     * @return the status, also if the exchange has no such record
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    default KycStatus checkStatus(BrokerAccount account) {
        return checkStatus(account, DeliveryOptions.inherited());
    }

    /**
     * Queries a customer's status by sub account.
     *
     * @param account the account
     * @param options delivery options; null values are inherited from the client
     * @return the status, also if the exchange has no such record
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or no response could be read
     */
    KycStatus checkStatus(BrokerAccount account, DeliveryOptions options);

    /**
     * Refuses a customer's KYC record, with the client's own delivery options.
     *
     * @param entityCustomerId the customer
     * @throws io.github.kycsharing.exception.KycSharingException if it was not sent, was rejected, or its outcome is unknown
     * @see #refuse(String, DeliveryOptions)
     */
    default void refuse(String entityCustomerId) {
        refuse(entityCustomerId, DeliveryOptions.inherited());
    }

    /**
     * Refuses a customer's KYC record. An unknown outcome is resolved by {@link KycSharingClient#checkStatus}.
     *
     * @param entityCustomerId the customer
     * @param options delivery options; null values are inherited from the client
     * @throws io.github.kycsharing.exception.KycNotSentException if nothing reached the exchange, or the request is invalid
     * @throws io.github.kycsharing.exception.KycRejectedException if the exchange refused it
     * @throws io.github.kycsharing.exception.KycOutcomeUnknownException if it may have taken effect
     */
    void refuse(String entityCustomerId, DeliveryOptions options);
}
