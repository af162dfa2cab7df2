package io.github.kycsharing.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.kycsharing.model.ShareKycRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.hibernate.validator.constraints.IpAddress;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

/** The rules of the specification with the standard constraints of Bean Validation. */
final class HandWrittenRecord {
    private static final String COUNTRY = "[A-Z]{2}";

    private HandWrittenRecord() {}

    record Request(
            @NotBlank String bizEntityKey,
            @NotBlank @Size(max = 120) String requestNo,
            @NotNull @Valid KycInfo kycInfo) {
        static Request from(ShareKycRequest request) {
            return CannedResponse.JSON.readValue(CannedResponse.JSON.writeValueAsBytes(request), Request.class);
        }

        @JsonIgnore
        @AssertTrue(message = "must be shared by the entity it belongs to")
        public boolean isOfOneEntity() {
            return bizEntityKey.equals(kycInfo.userInfo().bizEntityKey());
        }
    }

    record KycInfo(
            @NotNull @Valid UserInfo userInfo,
            @NotNull @Valid BasicInfo basicInfo,
            @NotNull @Valid IdentityInfo identityInfo) {
        @JsonIgnore
        @AssertTrue(message = "must have the same names in both sections")
        public boolean isOfOnePerson() {
            return basicInfo.firstName().equals(identityInfo.firstName())
                    && Objects.equals(basicInfo.middleName(), identityInfo.middleName())
                    && basicInfo.lastName().equals(identityInfo.lastName());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserInfo(
            @NotBlank String bizEntityKey,

            @NotBlank @Size(max = 128) @Pattern(regexp = "[0-9A-Za-z+_@-]+")
            String entityCustomerId,

            @NotBlank String brokerMainAccountId,
            @NotBlank String brokerSubAccountId,

            @NotBlank @Pattern(regexp = "\\.|(?i:https?)://[^/?#:@\\s]\\S*")
            String notifyUrl,

            @Nullable String extra) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BasicInfo(
            @NotBlank String firstName,
            @Nullable String middleName,
            @NotBlank String lastName,
            @NotBlank @Pattern(regexp = COUNTRY) String residentialCountry,
            @NotNull LocalDate dob,
            @NotBlank @Pattern(regexp = COUNTRY) String country,
            @NotBlank @IpAddress String userSubmitIp,
            @NotBlank @Size(max = 400) String address,
            @NotBlank @Size(max = 100) String city,
            @Size(max = 50) @Nullable String postalCode) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IdentityInfo(
            @NotBlank String documentType,
            @NotBlank @Pattern(regexp = COUNTRY) String selectCountry,
            @NotBlank @URL String frontFileUrl,
            @URL @Nullable String backFileUrl,
            @NotBlank @URL String faceFileUrl,
            @NotBlank String firstName,
            @Nullable String middleName,
            @NotBlank String lastName,
            @NotNull LocalDate dob,
            @NotBlank String idType,
            @Nullable String idSubType,
            @NotBlank @Pattern(regexp = COUNTRY) String idCountry,
            @NotBlank @Pattern(regexp = COUNTRY) String nationalityCountry,
            @NotBlank String idNumber,
            @Nullable LocalDate idExpiry,
            @NotBlank @IpAddress String userSubmitIp,
            @Nullable String idUsState,
            @Nullable String personalNumber,
            @Nullable String gender,
            @Nullable String issuingAuthority,
            @Nullable LocalDate issuingDate,
            @Nullable String issuingPlace,
            @Nullable String registrationNumber,
            @Nullable String city,
            @Nullable String stateCode,
            @Nullable String postalCode,
            @Nullable String address) {}
}
