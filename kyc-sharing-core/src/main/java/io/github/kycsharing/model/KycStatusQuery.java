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
 * The body of the status query, which identifies the customer. Any field may be null until the query is validated.
 *
 * @param bizEntityKey mandatory; the access entity's key. If null, the client adds its own; another key is invalid
 * @param entityCustomerId mandatory; the customer's id at the broker: at most 128 digits, letters and {@code + - _ @}
 * @param kycType mandatory; if null, the client adds {@value #USER}, the only documented value
 * @param brokerMainAccountId mandatory; the broker's main account at the exchange; any text is valid, as in {@link UserInfo}
 * @param brokerSubAccountId mandatory; the customer's sub account at the exchange
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
@SingleEntity
public record KycStatusQuery(
        @WireField(mandatory = true, filledByClient = true) @Nullable
        String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
        String entityCustomerId,

        @WireField(mandatory = true, filledByClient = true) @Nullable
        String kycType,

        @WireField(mandatory = true) @Nullable String brokerMainAccountId,
        @WireField(mandatory = true) @Nullable String brokerSubAccountId) {
    /** KYC of a person, the only documented kycType. */
    public static final String USER = "USER";

    /**
     * Creates a query for the customer of a record.
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
     * Creates a builder of an empty KycStatusQuery.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_KycStatusQuery_Builder();
    }

    /**
     * Creates a builder with the values of this KycStatusQuery.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_KycStatusQuery_Builder(this);
    }

    /**
     * Lists the fields that are present, never their values.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }

    /** Builds a {@link KycStatusQuery}; every field is absent at first. */
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
         * Creates the query without validation; the client validates it before it is sent.
         *
         * @return the KycStatusQuery
         */
        public abstract KycStatusQuery build();
    }
}
