package io.github.kycsharing.spring.notification;

import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.model.PreparedRequest;
import io.github.kycsharing.model.UserInfo;
import java.util.Objects;

/**
 * A customer whose status is of interest: what it takes to ask for it.
 *
 * @param bizEntityKey the access entity that shared the record
 * @param entityCustomerId the customer's id at the broker
 * @param brokerMainAccountId the broker's main account at the exchange
 * @param brokerSubAccountId the customer's sub account at the exchange
 */
public record KycCustomer(
        String bizEntityKey, String entityCustomerId, String brokerMainAccountId, String brokerSubAccountId) {
    /** Refuses null. */
    public KycCustomer {
        Objects.requireNonNull(bizEntityKey, "bizEntityKey");
        Objects.requireNonNull(entityCustomerId, "entityCustomerId");
        Objects.requireNonNull(brokerMainAccountId, "brokerMainAccountId");
        Objects.requireNonNull(brokerSubAccountId, "brokerSubAccountId");
    }

    /**
     * The customer of a complete record.
     *
     * @param userInfo the customer as shared
     * @return the customer
     * @throws NullPointerException if one of the four ids is missing
     */
    public static KycCustomer of(UserInfo userInfo) {
        return new KycCustomer(
                Objects.requireNonNull(userInfo.bizEntityKey(), "bizEntityKey"),
                Objects.requireNonNull(userInfo.entityCustomerId(), "entityCustomerId"),
                Objects.requireNonNull(userInfo.brokerMainAccountId(), "brokerMainAccountId"),
                Objects.requireNonNull(userInfo.brokerSubAccountId(), "brokerSubAccountId"));
    }

    /**
     * The customer of a request that is about to be sent.
     *
     * @param request the request
     * @return the customer
     */
    public static KycCustomer of(PreparedRequest request) {
        return new KycCustomer(
                request.bizEntityKey(),
                request.customer().entityCustomerId(),
                request.customer().brokerMainAccountId(),
                request.customer().brokerSubAccountId());
    }

    /**
     * Asks for this customer's status.
     *
     * @return the query
     */
    public KycStatusQuery statusQuery() {
        return KycStatusQuery.builder()
                .bizEntityKey(bizEntityKey)
                .entityCustomerId(entityCustomerId)
                .brokerMainAccountId(brokerMainAccountId)
                .brokerSubAccountId(brokerSubAccountId)
                .build();
    }

    /**
     * Tells whose customer it is and not who.
     *
     * @return the bizEntityKey
     */
    @Override
    public String toString() {
        return "KycCustomer[bizEntityKey=" + bizEntityKey + "]";
    }
}
