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
 * The customer's identity document. Mandatory for a standard broker, optional for a KZ entity broker; complete if present. Any
 * field may be null until the record is validated.
 *
 * @param documentType mandatory; the type of the document, an open set
 * @param selectCountry mandatory; the country the customer selected, two upper-case letters
 * @param frontFileUrl mandatory; URL from which the exchange downloads the document's front, absolute
 * @param backFileUrl optional; URL of the document's back, absolute
 * @param faceFileUrl mandatory; URL of the customer's face, absolute
 * @param firstName mandatory; must equal that of basicInfo
 * @param middleName optional
 * @param lastName mandatory; must equal that of basicInfo
 * @param dob mandatory; date of birth
 * @param idType mandatory; the type of the id, the same open set as documentType
 * @param idSubType optional
 * @param idCountry mandatory; the country of the id, two upper-case letters
 * @param nationalityCountry mandatory; two upper-case letters
 * @param idNumber mandatory
 * @param idExpiry optional; the last day the id is valid
 * @param userSubmitIp mandatory; the address the customer submitted from, IPv4 or IPv6
 * @param idUsState optional
 * @param personalNumber optional
 * @param gender optional
 * @param issuingAuthority optional
 * @param issuingDate optional
 * @param issuingPlace optional
 * @param registrationNumber optional
 * @param city optional
 * @param stateCode optional
 * @param postalCode optional
 * @param address optional
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record IdentityInfo(
        @WireField(mandatory = true) @Nullable DocumentType documentType,

        @WireField(mandatory = true, format = Format.COUNTRY_CODE) @Nullable
        String selectCountry,

        @WireField(mandatory = true, format = Format.DOWNLOAD_URL) @Nullable
        String frontFileUrl,

        @WireField(format = Format.DOWNLOAD_URL) @Nullable String backFileUrl,

        @WireField(mandatory = true, format = Format.DOWNLOAD_URL) @Nullable
        String faceFileUrl,

        @WireField(mandatory = true) @Nullable String firstName,
        @Nullable String middleName,
        @WireField(mandatory = true) @Nullable String lastName,
        @WireField(mandatory = true) @Nullable LocalDate dob,
        @WireField(mandatory = true) @Nullable DocumentType idType,
        @Nullable String idSubType,

        @WireField(mandatory = true, format = Format.COUNTRY_CODE) @Nullable
        String idCountry,

        @WireField(mandatory = true, format = Format.COUNTRY_CODE) @Nullable
        String nationalityCountry,

        @WireField(mandatory = true) @Nullable String idNumber,
        @WireField @Nullable LocalDate idExpiry,

        @WireField(mandatory = true, format = Format.IP_ADDRESS) @Nullable
        String userSubmitIp,

        @Nullable String idUsState,
        @Nullable String personalNumber,
        @Nullable String gender,
        @Nullable String issuingAuthority,
        @WireField @Nullable LocalDate issuingDate,
        @Nullable String issuingPlace,
        @Nullable String registrationNumber,
        @Nullable String city,
        @Nullable String stateCode,
        @Nullable String postalCode,
        @Nullable String address) {

    /**
     * Creates a builder of an empty IdentityInfo.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_IdentityInfo_Builder();
    }

    /**
     * Creates a builder with the values of this IdentityInfo.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_IdentityInfo_Builder(this);
    }

    /**
     * Trims every text, and drops blank optional ones; see {@link KycInfo#normalized()}.
     *
     * @return the normalized IdentityInfo
     */
    public IdentityInfo normalized() {
        return toBuilder()
                .documentType(NormalText.type(documentType))
                .selectCountry(NormalText.mandatory(selectCountry))
                .frontFileUrl(NormalText.url(frontFileUrl))
                .backFileUrl(NormalText.optionalUrl(backFileUrl))
                .faceFileUrl(NormalText.url(faceFileUrl))
                .firstName(NormalText.mandatory(firstName))
                .middleName(NormalText.optional(middleName))
                .lastName(NormalText.mandatory(lastName))
                .idType(NormalText.type(idType))
                .idSubType(NormalText.optional(idSubType))
                .idCountry(NormalText.mandatory(idCountry))
                .nationalityCountry(NormalText.mandatory(nationalityCountry))
                .idNumber(NormalText.mandatory(idNumber))
                .userSubmitIp(NormalText.mandatory(userSubmitIp))
                .idUsState(NormalText.optional(idUsState))
                .personalNumber(NormalText.optional(personalNumber))
                .gender(NormalText.optional(gender))
                .issuingAuthority(NormalText.optional(issuingAuthority))
                .issuingPlace(NormalText.optional(issuingPlace))
                .registrationNumber(NormalText.optional(registrationNumber))
                .city(NormalText.optional(city))
                .stateCode(NormalText.optional(stateCode))
                .postalCode(NormalText.optional(postalCode))
                .address(NormalText.optional(address))
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

    /** Builds an {@link IdentityInfo}; every field is absent at first. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link IdentityInfo#documentType()}: mandatory. */
        public abstract Builder documentType(@Nullable DocumentType documentType);

        /** Sets {@link IdentityInfo#selectCountry()}: mandatory. */
        public abstract Builder selectCountry(@Nullable String selectCountry);

        /** Sets {@link IdentityInfo#frontFileUrl()}: mandatory. */
        public abstract Builder frontFileUrl(@Nullable String frontFileUrl);

        /** Sets {@link IdentityInfo#backFileUrl()}: optional. */
        public abstract Builder backFileUrl(@Nullable String backFileUrl);

        /** Sets {@link IdentityInfo#faceFileUrl()}: mandatory. */
        public abstract Builder faceFileUrl(@Nullable String faceFileUrl);

        /** Sets {@link IdentityInfo#firstName()}: mandatory. */
        public abstract Builder firstName(@Nullable String firstName);

        /** Sets {@link IdentityInfo#middleName()}: optional. */
        public abstract Builder middleName(@Nullable String middleName);

        /** Sets {@link IdentityInfo#lastName()}: mandatory. */
        public abstract Builder lastName(@Nullable String lastName);

        /** Sets {@link IdentityInfo#dob()}: mandatory. */
        public abstract Builder dob(@Nullable LocalDate dob);

        /** Sets {@link IdentityInfo#idType()}: mandatory. */
        public abstract Builder idType(@Nullable DocumentType idType);

        /** Sets {@link IdentityInfo#idSubType()}: optional. */
        public abstract Builder idSubType(@Nullable String idSubType);

        /** Sets {@link IdentityInfo#idCountry()}: mandatory. */
        public abstract Builder idCountry(@Nullable String idCountry);

        /** Sets {@link IdentityInfo#nationalityCountry()}: mandatory. */
        public abstract Builder nationalityCountry(@Nullable String nationalityCountry);

        /** Sets {@link IdentityInfo#idNumber()}: mandatory. */
        public abstract Builder idNumber(@Nullable String idNumber);

        /** Sets {@link IdentityInfo#idExpiry()}: optional. */
        public abstract Builder idExpiry(@Nullable LocalDate idExpiry);

        /** Sets {@link IdentityInfo#userSubmitIp()}: mandatory. */
        public abstract Builder userSubmitIp(@Nullable String userSubmitIp);

        /** Sets {@link IdentityInfo#idUsState()}: optional. */
        public abstract Builder idUsState(@Nullable String idUsState);

        /** Sets {@link IdentityInfo#personalNumber()}: optional. */
        public abstract Builder personalNumber(@Nullable String personalNumber);

        /** Sets {@link IdentityInfo#gender()}: optional. */
        public abstract Builder gender(@Nullable String gender);

        /** Sets {@link IdentityInfo#issuingAuthority()}: optional. */
        public abstract Builder issuingAuthority(@Nullable String issuingAuthority);

        /** Sets {@link IdentityInfo#issuingDate()}: optional. */
        public abstract Builder issuingDate(@Nullable LocalDate issuingDate);

        /** Sets {@link IdentityInfo#issuingPlace()}: optional. */
        public abstract Builder issuingPlace(@Nullable String issuingPlace);

        /** Sets {@link IdentityInfo#registrationNumber()}: optional. */
        public abstract Builder registrationNumber(@Nullable String registrationNumber);

        /** Sets {@link IdentityInfo#city()}: optional. */
        public abstract Builder city(@Nullable String city);

        /** Sets {@link IdentityInfo#stateCode()}: optional. */
        public abstract Builder stateCode(@Nullable String stateCode);

        /** Sets {@link IdentityInfo#postalCode()}: optional. */
        public abstract Builder postalCode(@Nullable String postalCode);

        /** Sets {@link IdentityInfo#address()}: optional. */
        public abstract Builder address(@Nullable String address);

        /**
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the IdentityInfo
         */
        public abstract IdentityInfo build();
    }
}
