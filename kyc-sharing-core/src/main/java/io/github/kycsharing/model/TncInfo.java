package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The customer's consent to the exchange's terms and conditions. For KZ entity brokers only; complete if present. Any
 * field may be null until the record is validated.
 *
 * @param userSubmitIp mandatory; the address the customer consented from, IPv4 or IPv6
 * @param tncVersion mandatory; two numbers with a dot between them, {@code ^\d+\.\d+$}
 * @param consent mandatory; true or false
 * @param signTime mandatory; when the customer signed. Sent in ISO-8601, in UTC, with its full precision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record TncInfo(
        @WireField(mandatory = true, format = Format.IP_ADDRESS) @Nullable
        String userSubmitIp,

        @WireField(mandatory = true, format = Format.TNC_VERSION) @Nullable
        String tncVersion,

        @WireField(mandatory = true) @Nullable Boolean consent,
        @WireField(mandatory = true) @Nullable Instant signTime) {

    /**
     * Creates a builder of an empty TncInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_TncInfo_Builder();
    }

    /**
     * Creates a builder with the values of this TncInfo.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_TncInfo_Builder(this);
    }

    /**
     * Trims every text, and drops blank optional ones; see {@link KycInfo#normalized()}.
     *
     * @return the normalized TncInfo
     */
    public TncInfo normalized() {
        return toBuilder()
                .userSubmitIp(NormalText.mandatory(userSubmitIp))
                .tncVersion(NormalText.mandatory(tncVersion))
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

    /** Builds a {@link TncInfo}; every field is absent at first. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link TncInfo#userSubmitIp()}: mandatory. */
        public abstract Builder userSubmitIp(@Nullable String userSubmitIp);

        /** Sets {@link TncInfo#tncVersion()}: mandatory. */
        public abstract Builder tncVersion(@Nullable String tncVersion);

        /** Sets {@link TncInfo#consent()}: mandatory. */
        public abstract Builder consent(@Nullable Boolean consent);

        /** Sets {@link TncInfo#signTime()}: mandatory. */
        public abstract Builder signTime(@Nullable Instant signTime);

        /**
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the TncInfo
         */
        public abstract TncInfo build();
    }
}
