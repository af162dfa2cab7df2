package io.github.kycsharing.spring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.ShareKycRequest;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.KycViolation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Effects of the properties on a delivery, over real HTTP. */
class DeliveryFromPropertiesTest {
    private static final String PATH = "/bapi/ekyc/v2/public/ekyc/customer/share-kyc-data";
    private static final String SECRET = "s3cret-Ключ-密钥";

    @RegisterExtension
    static final WireMockExtension EXCHANGE = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KycSharingAutoConfiguration.class))
                .withPropertyValues(
                        "kyc-sharing.biz-entity-key=BROKERKEY",
                        "kyc-sharing.secret=" + SECRET,
                        "kyc-sharing.broker-type=STANDARD",
                        "kyc-sharing.notify-url=https://broker.example.com/kyc/notify",
                        "kyc-sharing.base-url=" + EXCHANGE.baseUrl(),
                        "kyc-sharing.retry.initial-backoff=1ms",
                        "kyc-sharing.retry.max-backoff=2ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ivan", "Иван", "伊万", "Ivan 🙂"})
    void postsTheBytesThatItSignsWithTheConfiguredSecret(String firstName) {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\",\"success\":true}")));
        runner().run(context -> {
            context.getBean(KycSharingClient.class).share(named(firstName));

            LoggedRequest received =
                    EXCHANGE.findAll(postRequestedFor(urlEqualTo(PATH))).get(0);
            assertThat(received.getHeader("X-SHA2-Signature")).isEqualTo(hmac(received.getBody()));
            assertThat(received.getBodyAsString())
                    .contains("\"firstName\":\"" + firstName + "\"")
                    .contains("\"bizEntityKey\":\"BROKERKEY\"")
                    .contains("\"notifyUrl\":\"https://broker.example.com/kyc/notify\"");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"kyc-sharing.connection-reuse", "kyc-sharing.clients.other.connection-reuse"})
    void sendsConnectionCloseWithoutConnectionReuse(String property) {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\",\"success\":true}")));
        runner().withConfiguration(AutoConfigurations.of(KycSharingClientsAutoConfiguration.class))
                .withPropertyValues(
                        "kyc-sharing.clients.other.biz-entity-key=OTHERKEY",
                        "kyc-sharing.clients.other.secret=" + SECRET,
                        property + "=false")
                .run(context -> {
                    boolean forAll = !property.contains("clients");
                    for (String name : List.of("default", "other")) {
                        EXCHANGE.resetRequests();
                        context.getBean(KycSharingClients.class)
                                .find(name)
                                .orElseThrow()
                                .share(Records.standard());
                        String connection = EXCHANGE.findAll(postRequestedFor(urlEqualTo(PATH)))
                                .get(0)
                                .getHeader("Connection");
                        assertThat("close".equals(connection)).isEqualTo(forAll || name.equals("other"));
                    }
                });
    }

    @Test
    void ignoresTheJacksonAndOkHttpOfTheApplication() {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\",\"success\":true}")));
        ShareKycRequest request = ShareKycRequest.of("SAME-1", Records.standard());

        runner().run(context -> context.getBean(KycSharingClient.class).share(request));
        runner().withUserConfiguration(OwnJacksonAndOkHttp.class)
                .run(context -> context.getBean(KycSharingClient.class).share(request));

        List<LoggedRequest> received = EXCHANGE.findAll(postRequestedFor(urlEqualTo(PATH)));
        assertThat(received).hasSize(2);
        assertThat(received.get(1).getBody()).isEqualTo(received.get(0).getBody());
        assertThat(received.get(1).getHeaders().keys())
                .containsExactlyInAnyOrderElementsOf(
                        received.get(0).getHeaders().keys());
    }

    @Test
    void retriesAsOftenAsConfigured() {
        EXCHANGE.stubFor(exchange(aResponse().withStatus(503)));
        runner().withPropertyValues("kyc-sharing.retry.max-attempts=3").run(context -> {
            assertThat(failure(context.getBean(KycSharingClient.class)).attempts())
                    .isEqualTo(3);
            EXCHANGE.verify(3, postRequestedFor(urlEqualTo(PATH)));
        });
    }

    @Test
    void attemptsFourTimesByDefault() {
        EXCHANGE.stubFor(exchange(aResponse().withStatus(503)));
        runner().run(context -> {
            assertThat(failure(context.getBean(KycSharingClient.class)).attempts())
                    .isEqualTo(4);
            EXCHANGE.verify(4, postRequestedFor(urlEqualTo(PATH)));
        });
    }

    @Test
    void appliesTheReadTimeout() {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\"}").withFixedDelay(30_000)));
        runner().withPropertyValues("kyc-sharing.read-timeout=100ms", "kyc-sharing.retry.max-attempts=1")
                .run(context -> assertThat(failure(context.getBean(KycSharingClient.class)))
                        .isInstanceOf(KycOutcomeUnknownException.class));
    }

    @Test
    void appliesTheTotalTimeout() {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\"}").withFixedDelay(30_000)));
        runner().withPropertyValues("kyc-sharing.total-timeout=200ms", "kyc-sharing.retry.max-attempts=100")
                .run(context -> assertThat(failure(context.getBean(KycSharingClient.class)))
                        .isInstanceOf(KycOutcomeUnknownException.class)
                        .satisfies(e -> assertThat(e.attempts()).isLessThan(100)));
    }

    @Test
    void limitsTheRequestsPerSecond() {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\",\"success\":true}")));
        runner().withPropertyValues("kyc-sharing.max-requests-per-second=1", "kyc-sharing.total-timeout=300ms")
                .run(context -> {
                    KycSharingClient client = context.getBean(KycSharingClient.class);
                    client.share(Records.standard());
                    assertThat(failure(client))
                            .isInstanceOfSatisfying(
                                    KycNotSentException.class,
                                    e -> assertThat(e.reason()).isEqualTo(KycNotSentException.Reason.RATE_LIMITED));
                });
    }

    @Test
    void limitsTheConcurrentRequests() {
        EXCHANGE.stubFor(
                exchange(okJson("{\"code\":\"000000\",\"success\":true}").withFixedDelay(30_000)));
        runner().withPropertyValues("kyc-sharing.max-concurrent-requests=1").run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            CompletableFuture<ShareResult> first = client.shareAsync(Records.standard());
            await().untilAsserted(() -> EXCHANGE.verify(1, postRequestedFor(urlEqualTo(PATH))));
            DeliveryOptions brief = DeliveryOptions.builder()
                    .totalTimeout(Duration.ofMillis(100))
                    .build();
            assertThatThrownBy(() -> client.share(ShareKycRequest.of(Records.standard()), brief))
                    .isInstanceOfSatisfying(
                            KycNotSentException.class,
                            e -> assertThat(e.reason()).isEqualTo(KycNotSentException.Reason.RATE_LIMITED));
            assertThat(first.cancel(true)).isTrue();
        });
    }

    @Test
    void limitsTheSizeOfAResponse() {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\",\"data\":\"" + "x".repeat(4096) + "\"}")));
        runner().withPropertyValues("kyc-sharing.max-response-size=2KB", "kyc-sharing.retry.max-attempts=1")
                .run(context -> assertThat(failure(context.getBean(KycSharingClient.class)))
                        .isInstanceOf(KycOutcomeUnknownException.class));
        runner().run(context -> assertThat(context.getBean(KycSharingClient.class)
                        .share(Records.standard())
                        .attempts())
                .isEqualTo(1));
    }

    @Test
    void reportsTheCodeOfARejection() {
        EXCHANGE.stubFor(exchange(okJson("{\"errorData\":\"signature mismatch\",\"code\":\"10040080\"}")));
        runner().run(context -> assertThatThrownBy(
                        () -> context.getBean(KycSharingClient.class).share(Records.standard()))
                .isInstanceOf(KycRejectedException.class)
                .hasMessageContaining("10040080 SIGN_MISMATCH"));
    }

    @Test
    void checksAnswersAgainstTheConfiguredQuestionnaire() throws Exception {
        EXCHANGE.stubFor(exchange(okJson("{\"code\":\"000000\",\"success\":true}")));
        var documented = new YamlPropertySourceLoader()
                .load("questionnaires", new ClassPathResource("questionnaires.yml"))
                .get(0);
        runner().withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(documented))
                .run(context -> {
                    KycSharingClient client = context.getBean(KycSharingClient.class);
                    KycInfo incomplete = Records.kzAnswers("KZ_V6_useFor", "KZ_V6_useFor_gambling");
                    assertThatThrownBy(() -> client.share(incomplete))
                            .isInstanceOfSatisfying(
                                    KycValidationException.class,
                                    e -> assertThat(e.violations())
                                            .extracting(KycViolation::rule)
                                            .containsExactlyInAnyOrder(KycRule.ALL_ANSWERED, KycRule.ALLOWED_OPTION));

                    client.share(Records.kzAnswers(
                            "KZ_V6_useFor", "KZ_V6_useFor_savings",
                            "KZ_V6_sourceOfFunds", "KZ_V6_sourceOfFunds_salary"));
                    EXCHANGE.verify(1, postRequestedFor(urlEqualTo(PATH)));
                });
    }

    private static KycSharingException failure(KycSharingClient client) {
        return Objects.requireNonNull(
                catchThrowableOfType(KycSharingException.class, () -> client.share(Records.standard())));
    }

    private static MappingBuilder exchange(ResponseDefinitionBuilder response) {
        return post(urlEqualTo(PATH)).willReturn(response);
    }

    private static KycInfo named(String firstName) {
        KycInfo record = Records.standard();
        BasicInfo basic = Objects.requireNonNull(record.basicInfo());
        IdentityInfo identity = Objects.requireNonNull(record.identityInfo());
        return record.toBuilder()
                .basicInfo(basic.toBuilder().firstName(firstName).build())
                .identityInfo(identity.toBuilder().firstName(firstName).build())
                .build();
    }

    private static String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnJacksonAndOkHttp {
        @Bean
        JsonMapper jsonMapper() {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.ALWAYS))
                    .build();
        }

        @Bean
        OkHttpClient okHttpClient() {
            return new OkHttpClient.Builder()
                    .addInterceptor(chain -> chain.proceed(chain.request()
                            .newBuilder()
                            .header("X-Application", "its own")
                            .build()))
                    .build();
        }
    }
}
