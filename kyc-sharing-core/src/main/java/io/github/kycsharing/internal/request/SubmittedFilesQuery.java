package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;

/**
 * Body of the query for the result of submitted files.
 *
 * @param bizEntityKey the key of the access entity
 * @param entityCustomerId the customer
 * @param kycType the kind of the customer
 * @param recordId the id of the request for information
 * @param requestNo the number of the submission
 */
public record SubmittedFilesQuery(
        @WireField(mandatory = true) String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID)
        String entityCustomerId,

        @WireField(mandatory = true) String kycType,
        @WireField(mandatory = true) String recordId,
        @WireField(mandatory = true) String requestNo) {
    /** Shows no value. */
    @Override
    public String toString() {
        return "SubmittedFilesQuery";
    }
}
