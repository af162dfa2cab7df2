package io.github.kycsharing;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.wire.ServerActions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares records, from the builder to the HTTP request. */
class SharingTest {
    private static final String PATH = "/bapi/ekyc/v2/public/ekyc/customer/share-kyc-data";

    @RegisterExtension
    static final WireMockExtension EXCHANGE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @BeforeEach
    void accept() {
        EXCHANGE.stubFor(post(PATH).willReturn(okJson(ServerActions.ACCEPTED)));
    }

    @Test
    void aStandardBrokersRecordIsSignedPostedAndAccepted() throws Exception {
        try (KycSharingClient client = TestClients.standard(EXCHANGE.baseUrl()).build()) {
            ShareResult result = client.share(TestRecords.standard("42"));
            LoggedRequest posted = posted();
            ShareKycRequest body = KycJson.readRequest(posted.getBody());
            assertThat(result.code().isSuccess()).isTrue();
            assertThat(result.code().value()).isEqualTo("000000");
            assertThat(result.requestNo()).isEqualTo(body.requestNo()).hasSizeLessThanOrEqualTo(120);
            assertThat(body.bizEntityKey()).isEqualTo(TestRecords.KEY);
            assertThat(posted.getHeader("X-SHA2-Signature")).isEqualTo(hmac(posted.getBody(), TestRecords.SECRET));
            assertThat(posted.getHeader("Content-Type")).isEqualTo("application/json");
            assertThat(posted.getHeader("User-Agent")).startsWith("kyc-sharing/");
        }
    }

    @Test
    void aKzEntityBrokersRecordIsSignedPostedAndAccepted() throws Exception {
        try (KycSharingClient client = KycSharingClient.builder()
                .bizEntityKey(TestRecords.KZ_KEY)
                .secret("密钥-ключ")
                .brokerType(BrokerType.KZ_ENTITY)
                .baseUrl(EXCHANGE.baseUrl() + "/")
                .build()) {
            assertThat(client.share(TestRecords.kz("42")).code().isSuccess()).isTrue();
            assertThat(posted().getHeader("X-SHA2-Signature")).isEqualTo(hmac(posted().getBody(), "密钥-ключ"));
        }
    }

    @Test
    void completesMissingValuesAndKeepsPresentOnes() {
        try (KycSharingClient client = TestClients.standard(EXCHANGE.baseUrl())
                .notifyUrl("https://broker.example.com/default")
                .build()) {
            KycInfo info = TestRecords.standard("42");
            KycInfo without = info.toBuilder()
                    .userInfo(TestRecords.userInfo("42").toBuilder()
                            .notifyUrl(null)
                            .build())
                    .build();
            client.share(ShareKycRequest.of("R-1", without));
            ShareKycRequest filled = KycJson.readRequest(posted().getBody());
            assertThat(filled.requestNo()).isEqualTo("R-1");
            assertThat(Objects.requireNonNull(filled.kycInfo()).userInfo())
                    .isEqualTo(TestRecords.userInfo("42").toBuilder()
                            .bizEntityKey(TestRecords.KEY)
                            .notifyUrl("https://broker.example.com/default")
                            .build());
            EXCHANGE.resetRequests();
            client.share(info);
            assertThat(KycJson.readRequest(posted().getBody()).kycInfo())
                    .isNotNull()
                    .satisfies(sent -> assertThat(sent.userInfo())
                            .isEqualTo(TestRecords.userInfo("42").toBuilder()
                                    .bizEntityKey(TestRecords.KEY)
                                    .build()));
        }
    }

    @Test
    void invalidRecordIsNotSentAndListsAllViolations() {
        try (KycSharingClient client = TestClients.standard(EXCHANGE.baseUrl()).build()) {
            KycInfo invalid = TestRecords.kz("4 2");
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() -> client.share(ShareKycRequest.of("R-1", invalid)))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.INVALID);
                        assertThat(e.requestNo()).isEqualTo("R-1");
                        assertThat(e.violations())
                                .extracting(violation -> violation.path() + " " + violation.rule())
                                .containsExactly(
                                        "kycInfo.basicInfo MANDATORY",
                                        "kycInfo.identityInfo MANDATORY",
                                        "kycInfo.questionnaireInfo NOT_APPLICABLE",
                                        "kycInfo.tncInfo NOT_APPLICABLE",
                                        "kycInfo.userInfo.entityCustomerId ENTITY_CUSTOMER_ID");
                    });
            EXCHANGE.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
        }
    }

    @Test
    void anotherEntitysKeyIsAContradiction() {
        try (KycSharingClient client = TestClients.standard(EXCHANGE.baseUrl()).build()) {
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() -> client.share(new ShareKycRequest("ANOTHER", "R-1", TestRecords.standard("42"))))
                    .satisfies(e -> assertThat(e.violations())
                            .singleElement()
                            .satisfies(violation -> assertThat(violation.rule()).isEqualTo(KycRule.SINGLE_ENTITY)));
        }
    }

    @Test
    void aRequestNoOfTheCallersMayHave120Characters() {
        try (KycSharingClient client = TestClients.standard(EXCHANGE.baseUrl()).build()) {
            assertThat(client.share(ShareKycRequest.of("x".repeat(120), TestRecords.standard("42")))
                            .requestNo())
                    .hasSize(120);
            assertThatExceptionOfType(KycValidationException.class)
                    .isThrownBy(() -> client.share(ShareKycRequest.of("x".repeat(121), TestRecords.standard("42"))));
        }
    }

    @Test
    void aRotatedSecretIsUsedFromTheNextRequestOn() throws Exception {
        AtomicReference<String> secret = new AtomicReference<>("first");
        try (KycSharingClient client =
                TestClients.standard(EXCHANGE.baseUrl()).secret(secret::get).build()) {
            client.share(TestRecords.standard("42"));
            assertThat(posted().getHeader("X-SHA2-Signature")).isEqualTo(hmac(posted().getBody(), "first"));
            secret.set("second");
            EXCHANGE.resetRequests();
            client.share(TestRecords.standard("42"));
            assertThat(posted().getHeader("X-SHA2-Signature")).isEqualTo(hmac(posted().getBody(), "second"));
            secret.set(" ");
            assertThatExceptionOfType(KycNotSentException.class)
                    .isThrownBy(() -> client.share(TestRecords.standard("42")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNING_FAILED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cb.link-kycapi.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://10.0.0.1",
                "ftp://localhost",
                "cb.link-kycapi.com",
                "https://",
                "https://user:pass@cb.link-kycapi.com",
                "https://cb.link-kycapi.com?x=1",
                "https://cb.link-kycapi.com#x",
                "https://cb link"
            })
    void aBaseUrlThatIsNotSafeIsRefused(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KycSharingClient.builder().baseUrl(baseUrl));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cb.link-kycapi.com",
                "HTTPS://cb.link-kycapi.com/",
                "https://gateway.broker.example.com:8443/exchange",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://127.1.2.3:80/",
                "http://[::1]:8080"
            })
    void acceptsASafeBaseUrl(String baseUrl) {
        try (KycSharingClient client = TestClients.standard(baseUrl).build()) {
            assertThat(client.name()).isEqualTo("default");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3_600_001})
    void rejectsAnInvalidTimeout(long millis) {
        Duration timeout = Duration.ofMillis(millis);
        KycSharingClientBuilder builder = KycSharingClient.builder();
        for (Runnable call : List.<Runnable>of(
                () -> builder.connectTimeout(timeout),
                () -> builder.readTimeout(timeout),
                () -> builder.writeTimeout(timeout))) {
            assertThatIllegalArgumentException().isThrownBy(call::run);
        }
    }

    @Test
    void aClientWithoutKeySecretOrBrokerTypeIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KycSharingClient.builder()
                        .secret("s")
                        .brokerType(BrokerType.STANDARD)
                        .build())
                .withMessageContaining("bizEntityKey");
        assertThatIllegalStateException()
                .isThrownBy(() -> KycSharingClient.builder()
                        .bizEntityKey("k")
                        .brokerType(BrokerType.STANDARD)
                        .build())
                .withMessageContaining("secret");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        KycSharingClient.builder().bizEntityKey("k").secret("s").build())
                .withMessageContaining("brokerType");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KycSharingClient.builder().bizEntityKey(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KycSharingClient.builder().secret(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${KYC_KEY}", " KEY", "KEY\n", "K EY", "K\r\nEY"})
    void rejectsAnUnresolvedOrMalformedKey(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KycSharingClient.builder().bizEntityKey(key))
                .withMessageStartingWith("bizEntityKey ");
    }

    @Test
    void logsClientAndHostWhenCreated() {
        try (LogCapture heard = new LogCapture();
                KycSharingClient client = KycSharingClient.builder()
                        .name("sg")
                        .bizEntityKey("CANARYKEY-4711")
                        .secret("canary-secret")
                        .brokerType(BrokerType.KZ_ENTITY)
                        .baseUrl("https://exchange.example.com/prefix")
                        .warmUp(false)
                        .build()) {
            assertThat(client.name()).isEqualTo("sg");
            assertThat(heard.said())
                    .filteredOn(line -> line.contains("KYC sharing client"))
                    .singleElement()
                    .asString()
                    .contains(
                            "KYC sharing client sg: entity CA****11, broker type kz-entity, host exchange.example.com");
            assertThat(heard.said()).noneMatch(line -> line.contains("CANARYKEY") || line.contains("canary-secret"));
        }
    }

    @Test
    void loopbackOnlyRejectsAnotherHost() {
        KycSharingClientBuilder builder = KycSharingClient.builder()
                .bizEntityKey("k")
                .secret("s")
                .brokerType(BrokerType.STANDARD)
                .loopbackOnly(true);

        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessageContaining("may only reach a loopback host, not cb.link-kycapi.com");
        builder.baseUrl("http://127.0.0.1:1").build().close();
    }

    private static LoggedRequest posted() {
        List<LoggedRequest> requests = EXCHANGE.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(PATH)));
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static String hmac(byte[] body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
