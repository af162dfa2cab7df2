package io.github.kycsharing.model;

import org.jspecify.annotations.Nullable;

/**
 * A sub account of the broker at the exchange.
 *
 * @param brokerMainAccountId the broker's main account; null only if a response has none
 * @param brokerSubAccountId the sub account; null only if a response has none
 */
public record BrokerAccount(
        @Nullable String brokerMainAccountId, @Nullable String brokerSubAccountId) {
    /**
     * Creates an account.
     *
     * @param brokerMainAccountId the broker's main account
     * @param brokerSubAccountId the sub account
     * @return the account
     */
    public static BrokerAccount of(String brokerMainAccountId, String brokerSubAccountId) {
        return new BrokerAccount(brokerMainAccountId, brokerSubAccountId);
    }

    /**
     * Names the fields that are present, without values.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }
}
