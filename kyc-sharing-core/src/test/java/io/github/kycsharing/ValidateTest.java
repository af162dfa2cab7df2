package io.github.kycsharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ServerActions;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Validation without sending. */
class ValidateTest {
    private final AtomicInteger signatures = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();

    private KycSharingClientBuilder client(String baseUrl) {
        return KycSharingClient.builder()
                .bizEntityKey(TestRecords.KEY)
                .brokerType(BrokerType.STANDARD)
                .baseUrl(baseUrl)
                .notifyUrl("https://broker.example.com/notify")
                .requestNoGenerator(() -> "REQ-" + numbers.incrementAndGet())
                .signer(body -> {
                    signatures.incrementAndGet();
                    throw new IllegalStateException("no secret");
                });
    }

    private static KycInfo withoutDefaults() {
        return withUser(TestRecords.userInfo("42").toBuilder().notifyUrl(null).build());
    }

    private static KycInfo withUser(UserInfo user) {
        return TestRecords.standard("42").toBuilder().userInfo(user).build();
    }

    private static KycInfo invalid() {
        KycInfo valid = withoutDefaults();
        return valid.toBuilder()
                .basicInfo(Objects.requireNonNull(valid.basicInfo()).toBuilder()
                        .city(" ")
                        .country("kz")
                        .build())
                .build();
    }

    @Test
    void sendsNothingAndNeedsNeitherSecretNorNumber() throws IOException {
        try (ScriptedServer server = ScriptedServer.following(ServerActions.accept());
                KycSharingClient client = client(server.baseUrl()).build()) {
            assertThat(client.validate(withoutDefaults())).isEmpty();
            assertThat(client.validate(invalid()))
                    .extracting(KycViolation::path)
                    .containsExactly("kycInfo.basicInfo.city", "kycInfo.basicInfo.country");
            assertThat(server.connections()).isZero();
            assertThat(signatures).hasValue(0);
            assertThat(numbers).hasValue(0);
        }
    }

    @Test
    void worksWhileTheExchangeIsDown() throws IOException {
        try (KycSharingClient client =
                client("http://127.0.0.1:" + ScriptedServer.freePort()).build()) {
            assertThat(client.validate(withoutDefaults())).isEmpty();
            assertThat(client.validate(invalid())).hasSize(2);
        }
    }

    @Test
    void listsTheViolationsThatShareThrows() {
        List<ShareKycRequest> requests = List.of(
                ShareKycRequest.of(invalid()),
                ShareKycRequest.of("x".repeat(121), withoutDefaults()),
                new ShareKycRequest("OTHER", null, withoutDefaults()),
                new ShareKycRequest(null, null, null),
                ShareKycRequest.of(withUser(UserInfo.builder().build())));
        try (KycSharingClient client = client("http://127.0.0.1:1").build()) {
            assertThat(requests).allSatisfy(request -> {
                KycValidationException thrown =
                        catchThrowableOfType(KycValidationException.class, () -> client.share(request));
                assertThat(client.validate(request)).isNotEmpty().isEqualTo(thrown.violations());
            });
        }
    }

    @Test
    void aClientWithoutNotifyUrlMissesIt() {
        try (KycSharingClient client =
                TestClients.standard("http://127.0.0.1:1").build()) {
            assertThat(client.validate(withoutDefaults()))
                    .extracting(KycViolation::path)
                    .containsExactly("kycInfo.userInfo.notifyUrl");
        }
    }

    @Test
    void theBuildersValidatorAgreesWithTheClient() {
        KycSharingClientBuilder builder = client("http://127.0.0.1:1");
        KycValidator validator = builder.buildValidator();
        try (KycSharingClient client = builder.build()) {
            assertThat(List.of(withoutDefaults(), invalid(), KycInfo.builder().build()))
                    .allSatisfy(record -> assertThat(validator.validate(record)).isEqualTo(client.validate(record)));
        }
    }

    @Test
    void theBuildersValidatorNeedsNoSecret() {
        KycValidator validator = KycSharingClient.builder()
                .bizEntityKey(TestRecords.KEY)
                .brokerType(BrokerType.STANDARD)
                .buildValidator();

        assertThat(validator.validate(TestRecords.standard("42"))).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> KycSharingClient.builder().buildValidator());
    }
}
