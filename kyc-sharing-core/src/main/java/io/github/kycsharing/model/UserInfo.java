package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Who the customer is at the broker, and where the exchange tells of a changed status. Any field may be null until the
 * record is validated.
 *
 * @param bizEntityKey mandatory; the access entity's key. Taken from the client where it is null, and must be the client's where it is not
 * @param entityCustomerId mandatory; the customer's id at the broker: at most 128 digits, letters and {@code + - _ @}
 * @param brokerMainAccountId mandatory; the broker's main account at the exchange. Other documentation says digits only, the specification's
 *     own example does not: any text passes
 * @param brokerSubAccountId mandatory; the customer's sub account at the exchange; see brokerMainAccountId
 * @param notifyUrl mandatory; called when the KYC status changes: an absolute http(s) URL, or {@code "."} for no
 *     notification. Taken from the client where it is null
 * @param extra optional; any text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record UserInfo(
        @WireField(mandatory = true) @Nullable String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
        String entityCustomerId,

        @WireField(mandatory = true) @Nullable String brokerMainAccountId,
        @WireField(mandatory = true) @Nullable String brokerSubAccountId,

        @WireField(mandatory = true, format = Format.NOTIFY_URL) @Nullable
        String notifyUrl,

        @Nullable String extra) {

    /**
     * Starts an empty UserInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_UserInfo_Builder();
    }

    /**
     * Starts a copy of this UserInfo.
     *
     * @return a new builder that holds what this one holds
     */
    public Builder toBuilder() {
        return new AutoBuilder_UserInfo_Builder(this);
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

    /** Builds a {@link UserInfo}; every field starts out absent. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link UserInfo#bizEntityKey()}: mandatory. */
        public abstract Builder bizEntityKey(@Nullable String bizEntityKey);

        /** Sets {@link UserInfo#entityCustomerId()}: mandatory. */
        public abstract Builder entityCustomerId(@Nullable String entityCustomerId);

        /** Sets {@link UserInfo#brokerMainAccountId()}: mandatory. */
        public abstract Builder brokerMainAccountId(@Nullable String brokerMainAccountId);

        /** Sets {@link UserInfo#brokerSubAccountId()}: mandatory. */
        public abstract Builder brokerSubAccountId(@Nullable String brokerSubAccountId);

        /** Sets {@link UserInfo#notifyUrl()}: mandatory. */
        public abstract Builder notifyUrl(@Nullable String notifyUrl);

        /** Sets {@link UserInfo#extra()}: optional. */
        public abstract Builder extra(@Nullable String extra);

        /**
         * Makes the record, whatever is in it: the rules are checked when it is shared.
         *
         * @return the UserInfo
         */
        public abstract UserInfo build();
    }
}
