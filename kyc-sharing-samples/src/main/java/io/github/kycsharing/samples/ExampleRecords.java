package io.github.kycsharing.samples;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The records of the specification's two example bodies. */
final class ExampleRecords {
    private ExampleRecords() {}

    /** The standard example, unchanged. It breaks a rule of the specification: its names differ. */
    static KycInfo standardAsWritten() {
        return recordOf("/kyc-sharing-examples/standard-broker-request.json");
    }

    /** The standard example, with the names of identityInfo in basicInfo. */
    static KycInfo standard() {
        return forTheConfiguredEntity(KycJson.readKycInfo(read("/examples/standard-record.json")));
    }

    /** The KZ example, unchanged: terms and questionnaire only. */
    static KycInfo kz() {
        return recordOf("/kyc-sharing-examples/kz-partial-sharing-request.json");
    }

    private static KycInfo recordOf(String request) {
        return forTheConfiguredEntity(
                Objects.requireNonNull(KycJson.readRequest(read(request)).kycInfo()));
    }

    // The client completes bizEntityKey and notifyUrl.
    private static KycInfo forTheConfiguredEntity(KycInfo record) {
        UserInfo user = Objects.requireNonNull(record.userInfo());
        return record.toBuilder()
                .userInfo(user.toBuilder().bizEntityKey(null).notifyUrl(null).build())
                .build();
    }

    private static byte[] read(String name) {
        try (InputStream json = Objects.requireNonNull(ExampleRecords.class.getResourceAsStream(name), name)) {
            return json.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
