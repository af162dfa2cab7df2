package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.BrokerAccount;
import org.jspecify.annotations.Nullable;

/**
 * Body that unlinks an account from a customer's KYC.
 *
 * @param bizEntityKey the key of the access entity
 * @param entityCustomerId the customer
 * @param brokerMainAccountId the main account
 * @param brokerSubAccountId the sub account
 */
public record UnlinkAccount(
        @WireField(mandatory = true) String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID)
        String entityCustomerId,

        @WireField(mandatory = true) @Nullable String brokerMainAccountId,
        @WireField(mandatory = true) @Nullable String brokerSubAccountId) {
    /** Creates the body for an account. */
    public UnlinkAccount(String bizEntityKey, String entityCustomerId, BrokerAccount account) {
        this(bizEntityKey, entityCustomerId, account.brokerMainAccountId(), account.brokerSubAccountId());
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "UnlinkAccount";
    }
}
