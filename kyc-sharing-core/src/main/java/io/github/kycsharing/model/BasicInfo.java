package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The customer as registered at the broker. Mandatory for a standard broker, optional for a KZ entity broker; complete if present.
 * Any field may be null until the record is validated.
 *
 * @param firstName mandatory
 * @param middleName optional
 * @param lastName mandatory
 * @param residentialCountry mandatory; country of residence, two upper-case letters
 * @param dob mandatory; date of birth
 * @param country mandatory; nationality, two upper-case letters
 * @param userSubmitIp mandatory; the address the customer submitted from, IPv4 or IPv6
 * @param address mandatory; at most 400 characters
 * @param city mandatory; at most 100 characters
 * @param postalCode optional; at most 50 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record BasicInfo(
        @WireField(mandatory = true) @Nullable String firstName,
        @Nullable String middleName,
        @WireField(mandatory = true) @Nullable String lastName,

        @WireField(mandatory = true, format = Format.COUNTRY_CODE) @Nullable
        String residentialCountry,

        @WireField(mandatory = true) @Nullable LocalDate dob,

        @WireField(mandatory = true, format = Format.COUNTRY_CODE) @Nullable
        String country,

        @WireField(mandatory = true, format = Format.IP_ADDRESS) @Nullable
        String userSubmitIp,

        @WireField(mandatory = true, max = 400) @Nullable String address,
        @WireField(mandatory = true, max = 100) @Nullable String city,
        @WireField(max = 50) @Nullable String postalCode) {

    /**
     * Creates a builder of an empty BasicInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_BasicInfo_Builder();
    }

    /**
     * Creates a builder with the values of this BasicInfo.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_BasicInfo_Builder(this);
    }

    /**
     * Trims every text, and drops blank optional ones; see {@link KycInfo#normalized()}.
     *
     * @return the normalized BasicInfo
     */
    public BasicInfo normalized() {
        return toBuilder()
                .firstName(NormalText.mandatory(firstName))
                .middleName(NormalText.optional(middleName))
                .lastName(NormalText.mandatory(lastName))
                .residentialCountry(NormalText.mandatory(residentialCountry))
                .country(NormalText.mandatory(country))
                .userSubmitIp(NormalText.mandatory(userSubmitIp))
                .address(NormalText.mandatory(address))
                .city(NormalText.mandatory(city))
                .postalCode(NormalText.optional(postalCode))
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

    /** Builds a {@link BasicInfo}; every field is absent at first. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link BasicInfo#firstName()}: mandatory. */
        public abstract Builder firstName(@Nullable String firstName);

        /** Sets {@link BasicInfo#middleName()}: optional. */
        public abstract Builder middleName(@Nullable String middleName);

        /** Sets {@link BasicInfo#lastName()}: mandatory. */
        public abstract Builder lastName(@Nullable String lastName);

        /** Sets {@link BasicInfo#residentialCountry()}: mandatory. */
        public abstract Builder residentialCountry(@Nullable String residentialCountry);

        /** Sets {@link BasicInfo#dob()}: mandatory. */
        public abstract Builder dob(@Nullable LocalDate dob);

        /** Sets {@link BasicInfo#country()}: mandatory. */
        public abstract Builder country(@Nullable String country);

        /** Sets {@link BasicInfo#userSubmitIp()}: mandatory. */
        public abstract Builder userSubmitIp(@Nullable String userSubmitIp);

        /** Sets {@link BasicInfo#address()}: mandatory. */
        public abstract Builder address(@Nullable String address);

        /** Sets {@link BasicInfo#city()}: mandatory. */
        public abstract Builder city(@Nullable String city);

        /** Sets {@link BasicInfo#postalCode()}: optional. */
        public abstract Builder postalCode(@Nullable String postalCode);

        /**
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the BasicInfo
         */
        public abstract BasicInfo build();
    }
}
