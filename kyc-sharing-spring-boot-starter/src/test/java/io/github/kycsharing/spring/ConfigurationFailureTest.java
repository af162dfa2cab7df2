package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spi.RequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Start-up failures of an application with an invalid configuration. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFailureTest {
    private static final String SECRET = "canary-secret-9d1c";

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class));
    private final ApplicationContextRunner configured = bare.withPropertyValues(
            "kyc-sharing.biz-entity-key=BROKERKEY", "kyc-sharing.secret=" + SECRET, "kyc-sharing.broker-type=standard");

    @Test
    void reportsAllMissingPropertiesAtOnce() {
        analyse(bare, analysis -> {
            assertThat(analysis.getDescription())
                    .contains("kyc-sharing.secret is not set")
                    .contains("kyc-sharing.biz-entity-key is not set")
                    .contains("kyc-sharing.broker-type is not set");
            assertThat(analysis.getAction())
                    .contains("Set kyc-sharing.secret to the secret that belongs to the bizEntityKey")
                    .contains("Set kyc-sharing.biz-entity-key to the key")
                    .contains("Set kyc-sharing.broker-type to standard, or to kz-entity")
                    .contains("kyc-sharing.enabled=false");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"biz-entity-key", "secret"})
    void treatsBlankTextAsMissing(String property) {
        analyse(configured.withPropertyValues("kyc-sharing." + property + "= "), analysis -> {
            assertThat(analysis.getDescription()).contains("kyc-sharing." + property + " is blank");
            assertThat(analysis.getAction()).contains("Set kyc-sharing." + property + " to");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base-url|http://cb.link-kycapi.com|must be https",
                "base-url|http://localhost.evil.example|must be https",
                "base-url|ftp://cb.link-kycapi.com|must be an https URL",
                "base-url|cb.link-kycapi.com|must be an https URL",
                "base-url|https://user:canary-secret-9d1c@cb.link-kycapi.com|must have no user",
                "base-url|https://cb.link-kycapi.com/?a=b|must have no user, query or fragment",
                "base-url|https://cb link|is not a valid URL",
                "notify-url|broker.example.com|notifyUrl must be an absolute http or https URL",
                "notify-url|ftp://broker.example.com/|notifyUrl must be an absolute http or https URL",
                "notify-url|..|notifyUrl must be an absolute http or https URL",
                "connect-timeout|0s|at least 1 ms and at most an hour",
                "connect-timeout|-1s|at least 1 ms and at most an hour",
                "read-timeout|2h|at least 1 ms and at most an hour",
                "write-timeout|0|at least 1 ms and at most an hour",
                "total-timeout|0s|positive and at most an hour",
                "total-timeout|61m|positive and at most an hour",
                "max-response-size|10B|must be 1024 to 67108864",
                "max-response-size|5GB|must be 1024 to 67108864",
                "max-response-size|-5GB|must be 1024 to 67108864",
                "max-idle-connections|-1|must not be negative",
                "max-concurrent-requests|0|must be at least 1",
                "max-requests-per-second|-1|must be at least 1",
                "retry.max-attempts|0|must be 1 to 100",
                "retry.max-attempts|101|must be 1 to 100",
                "retry.initial-backoff|0s|positive and at most an hour",
                "retry.initial-backoff|6s|longer than kyc-sharing.retry.max-backoff",
                "retry.max-backoff|-5s|positive and at most an hour",
                "keep-alive|0s|at least 1 ms and at most an hour",
                "ssl.bundle|missing|names an SSL bundle that does not exist",
            })
    void reportsPropertyErrorAndAction(String property, String value, String wrong) {
        analyse(configured.withPropertyValues("kyc-sharing." + property + "=" + value), analysis -> {
            assertThat(analysis.getDescription())
                    .contains("kyc-sharing." + property + " ")
                    .contains(wrong);
            assertThat(analysis.getAction()).containsPattern("(Set|Raise) kyc-sharing\\.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base-url=http://localhost:8080",
                "base-url=http://127.0.0.1:1",
                "base-url=http://[::1]:8080/prefix/",
                "notify-url=.",
                "notify-url=https://broker.example.com/kyc",
                "connect-timeout=1ms",
                "read-timeout=1h",
                "max-response-size=64MB",
                "max-idle-connections=0",
                "max-concurrent-requests=1",
                "max-requests-per-second=1",
                "retry.max-attempts=1",
                "connect-timeout="
            })
    void startsWithAnAllowedValue(String property) {
        configured
                .withPropertyValues("kyc-sharing." + property)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KycSharingClient.class));
    }

    @Test
    void reportsEveryInvalidProperty() {
        analyse(
                configured.withPropertyValues(
                        "kyc-sharing.read-timeout=0s", "kyc-sharing.base-url=http://x.example", "kyc-sharing.secret="),
                analysis -> assertThat(analysis.getDescription())
                        .contains("kyc-sharing.read-timeout")
                        .contains("kyc-sharing.base-url")
                        .contains("kyc-sharing.secret"));
    }

    @Test
    void checksOtherPropertiesWithASignerOfTheApplication() {
        analyse(
                bare.withBean(RequestSigner.class, () -> body -> "signature"),
                analysis -> assertThat(analysis.getDescription())
                        .contains("kyc-sharing.biz-entity-key is not set")
                        .doesNotContain("kyc-sharing.secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0].version=KZ_V6|questionnaires[0].questions is empty",
                "[0].questions[0].title=A|questionnaires[0].version is not set",
                "[0].version=V,[0].questions[0].options=B|questionnaires[0].questions[0].title is not set",
                "[0].version=V,[0].questions[0].title=A,[0].questions[1].title=A"
                        + "|questionnaires[0].questions[1].title is listed twice",
                "[0].version=V,[0].questions[0].title=A,[1].version=V,[1].questions[0].title=A"
                        + "|questionnaires[1].version is listed twice",
            })
    void reportsTheInvalidEntryOfTheQuestionnaires(String properties, String wrong) {
        ApplicationContextRunner runner = configured;
        for (String property : properties.split(",", -1)) {
            runner = runner.withPropertyValues("kyc-sharing.questionnaires" + property);
        }
        analyse(runner, analysis -> assertThat(analysis.getDescription()).contains("kyc-sharing." + wrong));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "biz-entity-key= |clients.kz.biz-entity-key is blank",
                "secret= |clients.kz.secret is blank",
                "base-url=http://x.example|clients.kz.base-url cannot be used: The base URL must be https",
                "notify-url=x|clients.kz.notify-url cannot be used",
                "read-timeout=2h|clients.kz.read-timeout cannot be used",
                "retry.max-attempts=0|clients.kz.retry.max-attempts cannot be used",
                "retry.initial-backoff=6s|clients.kz.retry.initial-backoff is longer than kyc-sharing.retry.max-backoff",
                "max-requests-per-second=0|clients.kz.max-requests-per-second cannot be used",
                "ssl.bundle=none|clients.kz.ssl.bundle names an SSL bundle",
                "proxy.host=proxy|clients.kz.proxy.port is not set",
                "proxy.port=3128|clients.kz.proxy.host is not set",
                "questionnaires[0].version=V|clients.kz.questionnaires[0].questions is empty",
                "biz-entity-key=BROKERKEY|clients.kz.biz-entity-key is the same as kyc-sharing.biz-entity-key",
            })
    void reportsTheInvalidPropertyOfANamedClient(String property, String wrong) {
        analyse(
                configured
                        .withPropertyValues(
                                "kyc-sharing.clients.kz.biz-entity-key=KZKEY",
                                "kyc-sharing.clients.kz.secret=canary-secret-kz")
                        .withPropertyValues("kyc-sharing.clients.kz." + property),
                analysis -> {
                    assertThat(analysis.getDescription()).contains("kyc-sharing." + wrong);
                    assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("canary-secret-kz");
                });
    }

    @Test
    void reportsTheMissingSecretOfANamedClient() {
        analyse(configured.withPropertyValues("kyc-sharing.clients.kz.biz-entity-key=KZKEY"), analysis -> {
            assertThat(analysis.getDescription()).contains("kyc-sharing.clients.kz.secret is not set");
            assertThat(analysis.getAction()).contains("Set kyc-sharing.clients.kz.secret to the secret");
        });
    }

    @Test
    void reportsErrorsOfAllClientsAndInheritedOnesOnce() {
        analyse(
                bare.withPropertyValues(
                        "kyc-sharing.clients.kz.biz-entity-key=KEY",
                        "kyc-sharing.clients.uk.biz-entity-key=KEY",
                        "kyc-sharing.read-timeout=0s"),
                analysis -> {
                    assertThat(analysis.getDescription())
                            .contains("kyc-sharing.clients.uk.biz-entity-key is the same as"
                                    + " kyc-sharing.clients.kz.biz-entity-key")
                            .contains("kyc-sharing.clients.kz.secret is not set")
                            .contains("kyc-sharing.clients.uk.secret is not set")
                            .contains("kyc-sharing.clients.kz.broker-type is not set")
                            .containsOnlyOnce("kyc-sharing.read-timeout");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "kzMain", "KZ", "1st"})
    void reportsAnInvalidClientName(String name) {
        analyse(
                configured.withPropertyValues("kyc-sharing.clients." + name + ".biz-entity-key=KZKEY"),
                analysis -> assertThat(analysis.getDescription())
                        .contains("kyc-sharing.clients." + name + " is not a valid client name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "secret|${SG_KYC_SECRET}|placeholder",
                "secret|canary-secret-9d1c${MORE}|placeholder",
                "secret|canary-secret 9d1c|blank, line break",
                "biz-entity-key|${SG_KYC_KEY}|placeholder",
                "biz-entity-key|SG KEY|blank, line break",
                "clients.kz.secret|${KZ_KYC_SECRET}|placeholder",
                "clients.kz.biz-entity-key|KZ KEY|blank, line break",
                "proxy.password|${PROXY_PASSWORD}|placeholder",
            })
    void refusesASecretOrKeyWithAPlaceholderOrBlanks(String property, String value, String wrong) {
        analyse(
                configured.withPropertyValues(
                        "kyc-sharing.clients.kz.biz-entity-key=KZKEY",
                        "kyc-sharing.clients.kz.secret=kz-secret",
                        "kyc-sharing.proxy.host=proxy",
                        "kyc-sharing.proxy.port=3128",
                        "kyc-sharing.proxy.username=user",
                        "kyc-sharing.proxy.password=password",
                        "kyc-sharing." + property + "=" + value),
                analysis -> {
                    assertThat(analysis.getDescription()).contains("kyc-sharing." + property + " ", wrong);
                    assertThat(analysis.getAction()).contains("Set kyc-sharing." + property + " to");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" canary-secret-9d1c", "canary-secret-9d1c ", "canary-secret-9d1c\n", "\ncanary-secret-9d1c"})
    void refusesBlanksAndLineBreaksAroundASecret(String value) {
        analyse(
                with(configured, Map.of("kyc-sharing.secret", value)),
                analysis -> assertThat(analysis.getDescription())
                        .contains("kyc-sharing.secret cannot be used: The secret must not have a blank, line break"));
    }

    @ParameterizedTest
    @CsvSource({
        "read-timeot,read-timeout",
        "readTimeot,read-timeout",
        "retry.max-atempts,retry.max-attempts",
        "observation.propagate-traces,observation.propagate-trace",
        "clients.kz.reed-timeout,clients.kz.read-timeout",
        "clients.kz.retry.max-attempt,clients.kz.retry.max-attempts",
        "secret.value,secret",
    })
    void refusesAnUnknownPropertyAndSuggestsTheNearest(String unknown, String nearest) {
        analyse(configured.withPropertyValues("kyc-sharing." + unknown + "=1"), analysis -> {
            assertThat(analysis.getDescription())
                    .containsIgnoringCase(
                            "kyc-sharing." + unknown + " does not exist; the nearest is kyc-sharing." + nearest + "\n");
            assertThat(analysis.getAction()).contains("Set kyc-sharing." + nearest + " in place of");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "questionnaires[0].verson,questionnaires[0].version",
        "questionnaires[0].questions[0].titel,questionnaires[0].questions[0].title"
    })
    void suggestsTheNearestIfSpringBootRefuses(String unknown, String nearest) {
        configured.withPropertyValues("kyc-sharing." + unknown + "=1").run(context -> {
            Throwable failure = Objects.requireNonNull(context.getStartupFailure());
            FailureAnalysis analysis = Objects.requireNonNull(new UnboundPropertyFailureAnalyzer().analyze(failure));
            assertThat(analysis.getDescription())
                    .contains(
                            "kyc-sharing." + unknown + " does not exist; the nearest is kyc-sharing." + nearest + "\n");
        });
    }

    @Test
    void refusesAnUnknownPropertyBesideAnApplicationsClient() {
        analyse(
                bare.withBean(KycSharingClient.class, ConfigurationFailureTest::own)
                        .withPropertyValues("kyc-sharing.notify-ur=x"),
                analysis -> assertThat(analysis.getDescription()).contains("kyc-sharing.notify-ur does not exist"));
    }

    @Test
    void warnsOfUnknownPropertiesOfTheEnvironment(CapturedOutput output) {
        configured
                .withInitializer(context -> {
                    MutablePropertySources sources = context.getEnvironment().getPropertySources();
                    sources.addFirst(new SystemEnvironmentPropertySource(
                            "test-systemEnvironment",
                            Map.of(
                                    "KYC_SHARING_READ_TIMEOT", SECRET,
                                    "KYCSHARING_READTIMEOUT", "3s",
                                    "KYC_SHARING_CLIENTS_KZ_SECRET", "kz-secret")));
                })
                .withPropertyValues("kyc-sharing.clients.kz.biz-entity-key=KZKEY")
                .withSystemProperties("kyc-sharing.tested=" + SECRET)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsPattern("ignored: KYC_SHARING_READ_TIMEOT, .*kyc-sharing\\.tested")
                .doesNotContain("READTIMEOUT", "KZ_SECRET", SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"options: [yes]", "options: [010]", "options: no", "options: [a, 1.0]", "title: off"})
    void refusesAnOptionThatYamlHasConverted(String yaml) {
        String title = yaml.startsWith("title") ? "" : "title: A, ";
        analyse(
                yaml(configured, "kyc-sharing: {questionnaires: [{version: V, questions: [{" + title + yaml + "}]}]}"),
                analysis -> {
                    assertThat(analysis.getDescription())
                            .contains("kyc-sharing.questionnaires[0].questions[0].")
                            .contains("is not a text: without quotes, yes is read as true and 010 as 8");
                    assertThat(analysis.getAction()).contains("in quotes");
                });
    }

    @Test
    void keepsQuotedOptions() {
        yaml(
                        configured,
                        "kyc-sharing: {questionnaires: [{version: 'V', questions: [{title: A, options: ['yes', '010']}]}]}")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void refusesABlankOption() {
        analyse(
                configured.withPropertyValues(
                        "kyc-sharing.questionnaires[0].version=V",
                        "kyc-sharing.questionnaires[0].questions[0].title=A",
                        "kyc-sharing.questionnaires[0].questions[0].options[0]="),
                analysis -> assertThat(analysis.getDescription())
                        .contains("kyc-sharing.questionnaires[0].questions[0].options has a blank option"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kyc-sharing.broker-type", "kyc-sharing.clients.kz.broker-type"})
    void listsTheDocumentedBrokerTypes(String property) {
        configured.withPropertyValues(property + "=kz").run(context -> {
            Throwable failure = Objects.requireNonNull(context.getStartupFailure());
            FailureAnalysis analysis = Objects.requireNonNull(new BrokerTypeFailureAnalyzer().analyze(failure));
            assertThat(analysis.getDescription()).contains(property + " is not one of ", "standard", "kz-entity");
            assertThat(analysis.getAction())
                    .contains("Set " + property + " to ")
                    .doesNotContain("KZ_ENTITY");
        });
    }

    @Test
    void loopbackOnlyRefusesAnotherHost() {
        KycSharingClientBuilderCustomizer real = (clientName, builder) -> builder.baseUrl("https://real.example");
        configured
                .withBean(KycSharingClientBuilderCustomizer.class, () -> real)
                .withPropertyValues("kyc-sharing.base-url=http://localhost:1", "kyc-sharing.loopback-only=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("may only reach a loopback host, not real.example"));
    }

    private static KycSharingClient own() {
        return KycSharingClient.builder()
                .bizEntityKey("OWN")
                .secret("own-secret")
                .brokerType(BrokerType.STANDARD)
                .warmUp(false)
                .build();
    }

    private static ApplicationContextRunner with(ApplicationContextRunner runner, Map<String, Object> properties) {
        return runner.withInitializer(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("first", properties)));
    }

    private static ApplicationContextRunner yaml(ApplicationContextRunner runner, String yaml) {
        return runner.withInitializer(context -> {
            try {
                new YamlPropertySourceLoader()
                        .load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                        .forEach(context.getEnvironment().getPropertySources()::addFirst);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void reportsMissingProxyCredentials() {
        analyse(
                configured.withPropertyValues(
                        "kyc-sharing.proxy.host=proxy",
                        "kyc-sharing.proxy.port=3128",
                        "kyc-sharing.proxy.password=" + SECRET),
                analysis -> assertThat(analysis.getDescription()).contains("kyc-sharing.proxy.username is not set"));
    }

    private static void analyse(ApplicationContextRunner runner, Consumer<FailureAnalysis> check) {
        runner.run(context -> {
            assertThat(context).hasFailed();
            Throwable failure = Objects.requireNonNull(context.getStartupFailure());
            FailureAnalysis analysis = new KycSharingConfigurationFailureAnalyzer().analyze(failure);
            assertThat(analysis).isNotNull();
            check.accept(Objects.requireNonNull(analysis));
            assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain(SECRET);
            for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(SECRET);
            }
        });
    }
}
