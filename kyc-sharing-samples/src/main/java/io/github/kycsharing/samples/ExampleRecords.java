package io.github.kycsharing.samples;

import io.github.kycsharing.json.KycJson;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The records of the specification's two example bodies. */
final class ExampleRecords {
    private ExampleRecords() {}

    /** The standard example as it stands. It breaks a rule of its own specification: its names differ. */
    static KycInfo standardAsWritten() {
        return read("standard-broker-request.json");
    }

    /** The standard example, with the names of identityInfo in basicInfo too. */
    static KycInfo standard() {
        KycInfo written = standardAsWritten();
        BasicInfo basic = Objects.requireNonNull(written.basicInfo());
        IdentityInfo identity = Objects.requireNonNull(written.identityInfo());
        return written.toBuilder()
                .basicInfo(basic.toBuilder()
                        .firstName(identity.firstName())
                        .lastName(identity.lastName())
                        .build())
                .build();
    }

    /** The KZ example as it stands: terms and questionnaire, nothing else. */
    static KycInfo kz() {
        return read("kz-partial-sharing-request.json");
    }

    // Its bizEntityKey is the client's to fill in, so that the examples work for whatever entity is configured.
    private static KycInfo read(String name) {
        try (InputStream json =
                Objects.requireNonNull(ExampleRecords.class.getResourceAsStream("/examples/" + name), name)) {
            KycInfo record = Objects.requireNonNull(
                    KycJson.readRequest(json.readAllBytes()).kycInfo());
            UserInfo user = Objects.requireNonNull(record.userInfo());
            return record.toBuilder()
                    .userInfo(user.toBuilder().bizEntityKey(null).build())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
