package io.github.kycsharing.submissions;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Valid records, without the fields that the client completes. */
public final class TestRecords {
    private TestRecords() {}

    /** A record of a standard broker's customer, who has accounts of their own. */
    public static KycInfo standard(String entityCustomerId) {
        KycInfo example = example("standard-broker");
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

    /** Terms and questionnaire of a KZ entity's customer. */
    public static KycInfo partial(String entityCustomerId) {
        return example("kz-partial-sharing").toBuilder()
                .userInfo(standard(entityCustomerId).userInfo())
                .build();
    }

    private static KycInfo example(String name) {
        try (InputStream json = Objects.requireNonNull(
                TestRecords.class.getResourceAsStream("/kyc-sharing-examples/" + name + "-request.json"))) {
            return Objects.requireNonNull(
                    KycJson.readRequest(json.readAllBytes()).kycInfo());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
