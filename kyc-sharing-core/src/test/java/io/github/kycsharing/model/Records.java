package io.github.kycsharing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Valid records with a distinct value in every field, for tests to vary. */
public final class Records {
    public static final String KEY = "BROKERKEY";

    private Records() {}

    public static ShareKycRequest standard() {
        return ShareKycRequest.builder()
                .bizEntityKey(KEY)
                .requestNo("REQ-2024-0001")
                .kycInfo(KycInfo.builder()
                        .userInfo(userInfo())
                        .basicInfo(basicInfo())
                        .identityInfo(identityInfo())
                        .build())
                .build();
    }

    public static ShareKycRequest kz() {
        return ShareKycRequest.builder()
                .bizEntityKey(KEY)
                .requestNo("REQ-2024-0002")
                .kycInfo(kycInfo())
                .build();
    }

    /** Every section, as only a KZ entity broker may send it. */
    public static KycInfo kycInfo() {
        return KycInfo.builder()
                .userInfo(userInfo())
                .basicInfo(basicInfo())
                .identityInfo(identityInfo())
                .tncInfo(tncInfo())
                .questionnaireInfo(questionnaireInfo())
                .build();
    }

    public static UserInfo userInfo() {
        return UserInfo.builder()
                .bizEntityKey(KEY)
                .entityCustomerId("CUST_KZ_001")
                .brokerMainAccountId("MAIN_ACC_001")
                .brokerSubAccountId("SUB_ACC_001")
                .notifyUrl("https://broker.example.com/kyc/notify")
                .extra("extraTestData")
                .build();
    }

    public static BasicInfo basicInfo() {
        return BasicInfo.builder()
                .firstName("Aigerim")
                .middleName("Bolatkyzy")
                .lastName("Kasymova")
                .residentialCountry("KZ")
                .dob(LocalDate.of(1999, 9, 19))
                .country("AE")
                .userSubmitIp("192.168.1.1")
                .address("12 Abay Avenue")
                .city("Almaty")
                .postalCode("050000")
                .build();
    }

    public static IdentityInfo identityInfo() {
        return IdentityInfo.builder()
                .documentType(DocumentType.ID_CARD)
                .selectCountry("SG")
                .frontFileUrl("https://files.example.com/front.jpg")
                .backFileUrl("https://files.example.com/back.jpg")
                .faceFileUrl("https://files.example.com/face.jpg")
                .firstName("Aigerim")
                .middleName("B.")
                .lastName("Kasymova")
                .dob(LocalDate.of(1999, 9, 18))
                .idType(DocumentType.of("INTERNATIONAL_PASSPORT"))
                .idSubType("SUB_TYPE")
                .idCountry("KG")
                .nationalityCountry("UZ")
                .idNumber("N0144288491")
                .idExpiry(LocalDate.of(2030, 9, 19))
                .userSubmitIp("2001:db8::1")
                .idUsState("NY")
                .personalNumber("P6462313972")
                .gender("F")
                .issuingAuthority("Ministry")
                .issuingDate(LocalDate.of(2010, 9, 19))
                .issuingPlace("Astana")
                .registrationNumber("R4039460415")
                .city("Shymkent")
                .stateCode("QWER")
                .postalCode("160000")
                .address("7 Tauke Khan")
                .build();
    }

    public static TncInfo tncInfo() {
        return TncInfo.builder()
                .userSubmitIp("10.0.0.7")
                .tncVersion("1.0")
                .consent(true)
                .signTime(Instant.parse("2024-05-01T08:30:00Z"))
                .build();
    }

    public static QuestionnaireInfo questionnaireInfo() {
        return QuestionnaireInfo.builder()
                .version("KZ_V6")
                .answers(List.of(
                        QuestionnaireAnswer.of("useFor", "useFor_trading"),
                        QuestionnaireAnswer.of("sourceOfFunds", "sourceOfFunds_salary")))
                .build();
    }
}
