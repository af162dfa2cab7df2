package io.github.kycsharing.model;

import com.google.auto.value.AutoBuilder;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Filter for requests for information. A null field does not filter.
 *
 * @param entityCustomerId the customer
 * @param recordId the id of the request at the exchange
 * @param status the status of the request
 * @param createdFrom the first day of creation
 * @param createdTo the last day of creation
 */
public record InformationRequestFilter(
        @Nullable String entityCustomerId,
        @Nullable String recordId,
        @Nullable InformationRequestStatus status,
        @Nullable LocalDate createdFrom,
        @Nullable LocalDate createdTo) {
    /** All requests of the access entity. */
    public static final InformationRequestFilter ALL = builder().build();

    /**
     * Creates a filter for a customer.
     *
     * @param entityCustomerId the customer
     * @return the filter
     */
    public static InformationRequestFilter customer(String entityCustomerId) {
        return builder().entityCustomerId(entityCustomerId).build();
    }

    /**
     * Starts a filter for all requests.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_InformationRequestFilter_Builder();
    }

    /**
     * Starts a copy of this filter.
     *
     * @return a new builder with the values of this filter
     */
    public Builder toBuilder() {
        return new AutoBuilder_InformationRequestFilter_Builder(this);
    }

    /**
     * Names the fields that are present, and the documented status.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }

    /** Builds an {@link InformationRequestFilter}; every field starts out absent. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link InformationRequestFilter#entityCustomerId()}. */
        public abstract Builder entityCustomerId(@Nullable String entityCustomerId);

        /** Sets {@link InformationRequestFilter#recordId()}. */
        public abstract Builder recordId(@Nullable String recordId);

        /** Sets {@link InformationRequestFilter#status()}. */
        public abstract Builder status(@Nullable InformationRequestStatus status);

        /** Sets {@link InformationRequestFilter#createdFrom()}. */
        public abstract Builder createdFrom(@Nullable LocalDate createdFrom);

        /** Sets {@link InformationRequestFilter#createdTo()}. */
        public abstract Builder createdTo(@Nullable LocalDate createdTo);

        /**
         * Creates the filter. The rules are checked when the query is sent.
         *
         * @return the filter
         */
        public abstract InformationRequestFilter build();
    }
}
