package io.github.kycsharing.spring;

import io.github.kycsharing.KycJson;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.QuestionnaireAnswer;
import io.github.kycsharing.model.QuestionnaireInfo;
import io.github.kycsharing.model.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/** Valid records, without the fields that the client completes. */
public final class Records {
    private Records() {}

    public static KycInfo standard() {
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
                .userInfo(user.toBuilder().bizEntityKey(null).notifyUrl(null).build())
                .build();
    }

    private static KycInfo example() {
        try (InputStream json = Objects.requireNonNull(
                Records.class.getResourceAsStream("/kyc-sharing-examples/standard-broker-request.json"))) {
            return Objects.requireNonNull(
                    KycJson.readRequest(json.readAllBytes()).kycInfo());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KycInfo kzAnswers(String... titlesAndOptions) {
        QuestionnaireAnswer[] answers = new QuestionnaireAnswer[titlesAndOptions.length / 2];
        Arrays.setAll(answers, i -> new QuestionnaireAnswer(titlesAndOptions[2 * i], titlesAndOptions[2 * i + 1]));
        return KycInfo.builder()
                .userInfo(UserInfo.builder()
                        .entityCustomerId("CUST_KZ_001")
                        .brokerMainAccountId("MAIN_ACC_001")
                        .brokerSubAccountId("SUB_ACC_001")
                        .notifyUrl(".")
                        .build())
                .questionnaireInfo(QuestionnaireInfo.builder()
                        .version("KZ_V6")
                        .answers(Arrays.asList(answers))
                        .build())
                .build();
    }

    static KycInfo withoutNotifyUrl(KycInfo record) {
        UserInfo user = Objects.requireNonNull(record.userInfo());
        return record.toBuilder()
                .userInfo(user.toBuilder().notifyUrl(null).build())
                .build();
    }
}
