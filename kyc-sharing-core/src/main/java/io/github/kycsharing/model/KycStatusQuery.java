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
 * The body of the status query: which customer is asked about. Any field may be null until the query is validated.
 *
 * @param bizEntityKey mandatory; the access entity's key. Taken from the client where it is null, and must be the client's where it is not
 * @param entityCustomerId mandatory; the customer's id at the broker: at most 128 digits, letters and {@code + - _ @}
 * @param kycType mandatory; {@value #USER} where it is null, the one value that is documented
 * @param brokerMainAccountId mandatory; the broker's main account at the exchange; any text passes, as in {@link UserInfo}
 * @param brokerSubAccountId mandatory; the customer's sub account at the exchange
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
@SingleEntity
public record KycStatusQuery(
        @WireField(mandatory = true) @Nullable String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
        String entityCustomerId,

        @WireField(mandatory = true) @Nullable String kycType,
        @WireField(mandatory = true) @Nullable String brokerMainAccountId,
        @WireField(mandatory = true) @Nullable String brokerSubAccountId) {
    /** The KYC of a person, the one documented kycType. */
    public static final String USER = "USER";

    /**
     * Asks about the customer of a record.
     *
     * @param userInfo the customer as shared; its notifyUrl and extra are not part of the query
     * @return the query
     */
    public static KycStatusQuery of(UserInfo userInfo) {
        return new KycStatusQuery(
                userInfo.bizEntityKey(),
                userInfo.entityCustomerId(),
                null,
                userInfo.brokerMainAccountId(),
                userInfo.brokerSubAccountId());
    }

    /**
     * Starts an empty KycStatusQuery.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_KycStatusQuery_Builder();
    }

    /**
     * Starts a copy of this KycStatusQuery.
     *
     * @return a new builder that holds what this one holds
     */
    public Builder toBuilder() {
        return new AutoBuilder_KycStatusQuery_Builder(this);
    }

    /**
     * Tells which fields are there, never what is in them.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }

    /** Builds a {@link KycStatusQuery}; every field starts out absent. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link KycStatusQuery#bizEntityKey()}: mandatory. */
        public abstract Builder bizEntityKey(@Nullable String bizEntityKey);

        /** Sets {@link KycStatusQuery#entityCustomerId()}: mandatory. */
        public abstract Builder entityCustomerId(@Nullable String entityCustomerId);

        /** Sets {@link KycStatusQuery#kycType()}: mandatory. */
        public abstract Builder kycType(@Nullable String kycType);

        /** Sets {@link KycStatusQuery#brokerMainAccountId()}: mandatory. */
        public abstract Builder brokerMainAccountId(@Nullable String brokerMainAccountId);

        /** Sets {@link KycStatusQuery#brokerSubAccountId()}: mandatory. */
        public abstract Builder brokerSubAccountId(@Nullable String brokerSubAccountId);

        /**
         * Makes the query, whatever is in it: the rules are checked when it is asked.
         *
         * @return the KycStatusQuery
         */
        public abstract KycStatusQuery build();
    }
}
