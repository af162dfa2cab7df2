package io.github.kycsharing.benchmarks;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.DocumentType;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Invented records of a requested size: presigned document URLs make a real record long. */
final class SyntheticRecords {
    static final String BIZ_ENTITY_KEY = "BENCHMARKKEY";
    static final String SECRET = "a-secret-of-some-forty-characters-in-all";
    static final int SMALL = 1_600;
    static final int LARGE = 16_000;

    private static final String REQUEST_NO = "00000000-0000-0000-0000-000000000000";
    private static final String NOTIFY_URL = "https://broker.example.com/kyc/notifications/benchmark";
    private static final int URLS = 3;

    private SyntheticRecords() {}

    /** A record as an application passes it, without the fields that the client completes. */
    static KycInfo ofBytes(int bytes) {
        return record(bytes, null);
    }

    /** A complete request of exactly the given number of bytes. */
    static ShareKycRequest request(int bytes) {
        return new ShareKycRequest(BIZ_ENTITY_KEY, REQUEST_NO, record(bytes, BIZ_ENTITY_KEY));
    }

    private static KycInfo record(int bytes, @Nullable String key) {
        int bare = KycJson.write(new ShareKycRequest(BIZ_ENTITY_KEY, REQUEST_NO, padded(0, BIZ_ENTITY_KEY))).length;
        if (bytes < bare) {
            throw new IllegalArgumentException("A record has at least " + bare + " bytes");
        }
        return padded(bytes - bare, key);
    }

    private static KycInfo padded(int padding, @Nullable String key) {
        int each = padding / URLS;
        return KycInfo.builder()
                .userInfo(UserInfo.builder()
                        .bizEntityKey(key)
                        .entityCustomerId("4570000000000000001")
                        .brokerMainAccountId("1000000001")
                        .brokerSubAccountId("2000000002")
                        .notifyUrl(NOTIFY_URL)
                        .extra("synthetic")
                        .build())
                .basicInfo(BasicInfo.builder()
                        .firstName("Zoë")
                        .middleName("Quill")
                        .lastName("Ümlaut-Example")
                        .residentialCountry("SG")
                        .dob(LocalDate.of(1990, 1, 31))
                        .country("KZ")
                        .userSubmitIp("2001:db8::1:2")
                        .address("1 Nowhere Street, Block B, Unit 12-34")
                        .city("Singapore")
                        .postalCode("048616")
                        .build())
                .identityInfo(IdentityInfo.builder()
                        .documentType(DocumentType.PASSPORT)
                        .selectCountry("KZ")
                        .frontFileUrl(url("front", each + padding % URLS))
                        .backFileUrl(url("back", each))
                        .faceFileUrl(url("face", each))
                        .firstName("Zoë")
                        .middleName("Quill")
                        .lastName("Ümlaut-Example")
                        .dob(LocalDate.of(1990, 1, 31))
                        .idType(DocumentType.PASSPORT)
                        .idCountry("KZ")
                        .nationalityCountry("KZ")
                        .idNumber("N00000000")
                        .idExpiry(LocalDate.of(2031, 12, 31))
                        .userSubmitIp("203.0.113.7")
                        .gender("F")
                        .issuingAuthority("Agency")
                        .issuingDate(LocalDate.of(2021, 12, 31))
                        .city("Singapore")
                        .postalCode("048616")
                        .address("1 Nowhere Street")
                        .build())
                .build();
    }

    private static String url(String document, int padding) {
        return "https://files.broker.example.com/" + document + ".jpg?X-Signature=" + "f".repeat(padding);
    }
}
