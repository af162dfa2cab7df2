package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.BrokerAccount;
import org.jspecify.annotations.Nullable;

/**
 * Body of the status query by sub account.
 *
 * @param bizEntityKey the key of the access entity
 * @param brokerMainAccountId the main account
 * @param brokerSubAccountId the sub account
 */
public record AccountStatusQuery(
        @WireField(mandatory = true) String bizEntityKey,
        @WireField(mandatory = true) @Nullable String brokerMainAccountId,
        @WireField(mandatory = true) @Nullable String brokerSubAccountId) {
    /** Creates the body for an account. */
    public AccountStatusQuery(String bizEntityKey, BrokerAccount account) {
        this(bizEntityKey, account.brokerMainAccountId(), account.brokerSubAccountId());
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "AccountStatusQuery";
    }
}
