package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.InformationRequestFilter;
import io.github.kycsharing.model.InformationRequestStatus;
import io.github.kycsharing.model.KycStatusQuery;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Body of the query for a page of requests for information.
 *
 * @param bizEntityKey the key of the access entity
 * @param entityCustomerId the customer
 * @param kycType the kind of the customer
 * @param recordId the id of the request for information
 * @param status the status
 * @param startTime the first day of creation
 * @param endTime the last day of creation
 * @param page the number of the page
 * @param rows the number of rows of a page
 */
public record InformationRequestsQuery(
        @WireField(mandatory = true) String bizEntityKey,

        @WireField(max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
        String entityCustomerId,

        String kycType,
        @Nullable String recordId,
        @Nullable String status,
        @WireField @Nullable LocalDate startTime,
        @WireField @Nullable LocalDate endTime,
        @WireField(mandatory = true) Integer page,
        @WireField(mandatory = true) Integer rows) {
    /** Creates the body for a filter. */
    public static InformationRequestsQuery of(
            String bizEntityKey, InformationRequestFilter filter, int page, int rows) {
        InformationRequestStatus status = filter.status();
        return new InformationRequestsQuery(
                bizEntityKey,
                filter.entityCustomerId(),
                KycStatusQuery.USER,
                filter.recordId(),
                status == null ? null : status.value(),
                filter.createdFrom(),
                filter.createdTo(),
                page,
                rows);
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "InformationRequestsQuery";
    }
}
