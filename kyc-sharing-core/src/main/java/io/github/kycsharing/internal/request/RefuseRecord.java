package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;

/**
 * Body that refuses a customer's KYC record.
 *
 * @param bizEntityKey the key of the access entity
 * @param entityCustomerId the customer
 */
public record RefuseRecord(
        @WireField(mandatory = true) String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID)
        String entityCustomerId) {
    /** Shows no value. */
    @Override
    public String toString() {
        return "RefuseRecord";
    }
}
