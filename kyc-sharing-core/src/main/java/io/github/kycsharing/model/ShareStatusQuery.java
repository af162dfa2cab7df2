package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.SingleEntity;
import io.github.kycsharing.internal.constraint.WireField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Query of the import status of one requestNo. Any field may be null until the query is validated.
 *
 * @param bizEntityKey mandatory; the access entity's key. The client fills in its own where it is null
 * @param entityCustomerId mandatory; the customer of the submission: at most 128 digits, letters and {@code + - _ @}
 * @param requestNo mandatory; the number of an earlier submission, at most 120 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record ShareStatusQuery(
        @WireField(mandatory = true, filledByClient = true) @SingleEntity @Nullable
        String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
        String entityCustomerId,

        @WireField(mandatory = true, max = 120) @Nullable String requestNo) {
    /**
     * Creates a query for the client's access entity.
     *
     * @param entityCustomerId the customer of the submission
     * @param requestNo the number of the submission
     * @return the query
     */
    public static ShareStatusQuery of(String entityCustomerId, String requestNo) {
        return new ShareStatusQuery(null, entityCustomerId, requestNo);
    }

    /**
     * Starts an empty ShareStatusQuery.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_ShareStatusQuery_Builder();
    }

    /**
     * Starts a copy of this ShareStatusQuery.
     *
     * @return a new builder with the values of this query
     */
    public Builder toBuilder() {
        return new AutoBuilder_ShareStatusQuery_Builder(this);
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

    /** Builds a {@link ShareStatusQuery}; every field starts out absent. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link ShareStatusQuery#bizEntityKey()}: mandatory. */
        public abstract Builder bizEntityKey(@Nullable String bizEntityKey);

        /** Sets {@link ShareStatusQuery#entityCustomerId()}: mandatory. */
        public abstract Builder entityCustomerId(@Nullable String entityCustomerId);

        /** Sets {@link ShareStatusQuery#requestNo()}: mandatory. */
        public abstract Builder requestNo(@Nullable String requestNo);

        /**
         * Creates the query. The rules are checked when it is sent.
         *
         * @return the ShareStatusQuery
         */
        public abstract ShareStatusQuery build();
    }
}
