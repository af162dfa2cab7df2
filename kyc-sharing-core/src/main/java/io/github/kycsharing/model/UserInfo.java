package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The customer's ids at the broker, and the URL that the exchange notifies of a changed status. Any field may be null until the
 * record is validated.
 *
 * @param bizEntityKey mandatory; the access entity's key. If null, the client adds its own; another key is invalid
 * @param entityCustomerId mandatory; the customer's id at the broker: at most 128 digits, letters and {@code + - _ @}
 * @param brokerMainAccountId mandatory; the broker's main account at the exchange. Other documentation says digits only, but
 *     the specification's own example is not: any text is valid
 * @param brokerSubAccountId mandatory; the customer's sub account at the exchange; see brokerMainAccountId
 * @param notifyUrl mandatory; called when the KYC status changes: an absolute http(s) URL, or {@code "."} for no
 *     notification. If null, the client adds its own
 * @param extra optional; any text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record UserInfo(
        @WireField(mandatory = true, filledByClient = true) @Nullable
        String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID) @Nullable
        String entityCustomerId,

        @WireField(mandatory = true) @Nullable String brokerMainAccountId,
        @WireField(mandatory = true) @Nullable String brokerSubAccountId,

        @WireField(mandatory = true, filledByClient = true, format = Format.NOTIFY_URL) @Nullable
        String notifyUrl,

        @Nullable String extra) {

    /**
     * Creates a builder of an empty UserInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_UserInfo_Builder();
    }

    /**
     * Creates a builder with the values of this UserInfo.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_UserInfo_Builder(this);
    }

    /**
     * Trims every text, and drops blank optional ones; see {@link KycInfo#normalized()}.
     *
     * @return the normalized UserInfo
     */
    public UserInfo normalized() {
        return toBuilder()
                .bizEntityKey(NormalText.mandatory(bizEntityKey))
                .entityCustomerId(NormalText.mandatory(entityCustomerId))
                .brokerMainAccountId(NormalText.mandatory(brokerMainAccountId))
                .brokerSubAccountId(NormalText.mandatory(brokerSubAccountId))
                .notifyUrl(NormalText.url(notifyUrl))
                .extra(NormalText.optional(extra))
                .build();
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

    /** Builds a {@link UserInfo}; every field is absent at first. */
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
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the UserInfo
         */
        public abstract UserInfo build();
    }
}
