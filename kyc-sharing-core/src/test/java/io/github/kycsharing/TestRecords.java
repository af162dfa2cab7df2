package io.github.kycsharing;

import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.TncInfo;
import io.github.kycsharing.model.UserInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Valid records for tests to vary. */
final class TestRecords {
    static final String KEY = "BROKERKEY";
    static final String KZ_KEY = "KZ_ENTITY_BROKER";
    static final String SECRET = "test-secret-0123456789";

    private TestRecords() {}

    static UserInfo userInfo(String customer) {
        return UserInfo.builder()
                .entityCustomerId(customer)
                .brokerMainAccountId("1234567")
                .brokerSubAccountId("sub-" + customer)
                .notifyUrl(".")
                .build();
    }

    static KycInfo standard(String customer) {
        return KycInfo.builder()
                .userInfo(userInfo(customer))
                .basicInfo(BasicInfo.builder()
                        .firstName("Дәурен")
                        .lastName("陈大文 😀")
                        .residentialCountry("KZ")
                        .dob(LocalDate.of(1999, 9, 19))
                        .country("KZ")
                        .userSubmitIp("192.168.1.1")
                        .address("Abai Ave 1")
                        .city("Almaty")
                        .build())
                .identityInfo(IdentityInfo.builder()
                        .documentType(DocumentType.ID_CARD)
                        .selectCountry("KZ")
                        .frontFileUrl("https://files.broker.example.com/front.jpg")
                        .faceFileUrl("https://files.broker.example.com/face.jpg")
                        .firstName("Дәурен")
                        .lastName("陈大文 😀")
                        .dob(LocalDate.of(1999, 9, 19))
                        .idType(DocumentType.ID_CARD)
                        .idCountry("KZ")
                        .nationalityCountry("KZ")
                        .idNumber("990919000000")
                        .userSubmitIp("2001:db8::1")
                        .build())
                .build();
    }

    static KycInfo kz(String customer) {
        return KycInfo.builder()
                .userInfo(userInfo(customer))
                .tncInfo(TncInfo.builder()
                        .userSubmitIp("192.168.1.1")
                        .tncVersion("1.0")
                        .consent(true)
                        .signTime(Instant.parse("2024-05-01T08:30:00Z"))
                        .build())
                .questionnaireInfo(QuestionnaireInfo.builder()
                        .version("KZ_V6")
                        .answers(List.of(QuestionnaireAnswer.of("KZ_V6_useFor", "KZ_V6_useFor_investmentTrading")))
                        .build())
                .build();
    }
}
