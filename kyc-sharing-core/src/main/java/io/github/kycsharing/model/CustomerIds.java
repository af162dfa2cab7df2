package io.github.kycsharing.model;

import java.util.Objects;

/**
 * Identifiers of the customer of a record.
 *
 * @param entityCustomerId the customer's id at the broker
 * @param brokerMainAccountId the broker's main account at the exchange
 * @param brokerSubAccountId the customer's sub account at the exchange
 */
public record CustomerIds(String entityCustomerId, String brokerMainAccountId, String brokerSubAccountId) {
    /**
     * Rejects null.
     *
     * @throws NullPointerException if an id is missing
     */
    public CustomerIds {
        Objects.requireNonNull(entityCustomerId, "entityCustomerId");
        Objects.requireNonNull(brokerMainAccountId, "brokerMainAccountId");
        Objects.requireNonNull(brokerSubAccountId, "brokerSubAccountId");
    }

    /**
     * Returns the identifiers of the customer of a complete record.
     *
     * @param userInfo the customer
     * @return the identifiers
     * @throws NullPointerException if an id is missing
     */
    public static CustomerIds of(UserInfo userInfo) {
        return new CustomerIds(
                Objects.requireNonNull(userInfo.entityCustomerId(), "entityCustomerId"),
                Objects.requireNonNull(userInfo.brokerMainAccountId(), "brokerMainAccountId"),
                Objects.requireNonNull(userInfo.brokerSubAccountId(), "brokerSubAccountId"));
    }

    /**
     * Creates the query of this customer's status.
     *
     * @return a query, which the client completes
     */
    public KycStatusQuery statusQuery() {
        return KycStatusQuery.builder()
                .entityCustomerId(entityCustomerId)
                .brokerMainAccountId(brokerMainAccountId)
                .brokerSubAccountId(brokerSubAccountId)
                .build();
    }

    /**
     * Returns the type only, since the identifiers are personal data.
     *
     * @return the name of the type
     */
    @Override
    public String toString() {
        return "CustomerIds";
    }
}
