package io.github.kycsharing.console;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Valid records of customers. */
final class TestRecords {
    private TestRecords() {}

    static KycInfo of(String entityCustomerId) {
        KycInfo example = example();
        BasicInfo basic = Objects.requireNonNull(example.basicInfo());
        IdentityInfo identity = Objects.requireNonNull(example.identityInfo());
        UserInfo user = Objects.requireNonNull(example.userInfo());
        // The example has two different names, which its own specification refuses.
        return example.toBuilder()
                .basicInfo(basic.toBuilder()
                        .firstName(identity.firstName())
                        .lastName(identity.lastName())
                        .build())
                .userInfo(user.toBuilder()
                        .entityCustomerId(entityCustomerId)
                        .brokerMainAccountId("main-" + entityCustomerId)
                        .brokerSubAccountId("sub-" + entityCustomerId)
                        .bizEntityKey(null)
                        .notifyUrl(null)
                        .build())
                .build();
    }

    private static KycInfo example() {
        try (InputStream json = Objects.requireNonNull(
                TestRecords.class.getResourceAsStream("/kyc-sharing-examples/standard-broker-request.json"))) {
            return Objects.requireNonNull(
                    KycJson.readRequest(json.readAllBytes()).kycInfo());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
