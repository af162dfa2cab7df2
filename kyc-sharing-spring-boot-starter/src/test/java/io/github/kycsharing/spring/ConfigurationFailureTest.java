package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.signing.RequestSigner;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application is told at start-up whose configuration cannot be used. */
class ConfigurationFailureTest {
    private static final String SECRET = "canary-secret-9d1c";

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(KycSharingAutoConfiguration.class, KycSharingClientsAutoConfiguration.class));
    private final ApplicationContextRunner configured = bare.withPropertyValues(
            "kyc-sharing.biz-entity-key=BROKERKEY", "kyc-sharing.secret=" + SECRET, "kyc-sharing.broker-type=standard");

    @Test
    void namesAllThatIsMissingAtOnce() {
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
    void takesBlankTextForMissing(String property) {
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
                "base-url|https://cb link|is no URL",
                "notify-url|broker.example.com|notifyUrl must be an absolute http or https URL",
                "notify-url|ftp://broker.example.com/|notifyUrl must be an absolute http or https URL",
                "notify-url|..|notifyUrl must be an absolute http or https URL",
                "connect-timeout|0s|at least 1 ms and at most an hour",
                "connect-timeout|-1s|at least 1 ms and at most an hour",
                "read-timeout|2h|at least 1 ms and at most an hour",
                "write-timeout|0|at least 1 ms and at most an hour",
                "total-timeout|0s|positive and at most an hour",
                "total-timeout|61m|positive and at most an hour",
                "max-answer-size|10B|must be 1024 to 67108864",
                "max-answer-size|5GB|must be 1024 to 67108864",
                "max-answer-size|-5GB|must be 1024 to 67108864",
                "max-idle-connections|-1|must not be negative",
                "max-concurrent-requests|0|must be at least 1",
                "max-requests-per-second|-1|must be at least 1",
                "retry.max-attempts|0|must be 1 to 100",
                "retry.max-attempts|101|must be 1 to 100",
                "retry.initial-backoff|0s|positive and at most an hour",
                "retry.initial-backoff|6s|longer than kyc-sharing.retry.max-backoff",
                "retry.max-backoff|-5s|positive and at most an hour",
                "keep-alive|0s|at least 1 ms and at most an hour",
                "ssl.bundle|missing|names no SSL bundle that is there",
            })
    void namesThePropertyWhatIsWrongAndWhatToSet(String property, String value, String wrong) {
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
                "max-answer-size=64MB",
                "max-idle-connections=0",
                "max-concurrent-requests=1",
                "max-requests-per-second=1",
                "retry.max-attempts=1",
                "connect-timeout="
            })
    void startsWithWhatIsAllowed(String property) {
        configured
                .withPropertyValues("kyc-sharing." + property)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KycSharingClient.class));
    }

    @Test
    void namesEveryWrongPropertyNotOnlyTheFirst() {
        analyse(
                configured.withPropertyValues(
                        "kyc-sharing.read-timeout=0s", "kyc-sharing.base-url=http://x.example", "kyc-sharing.secret="),
                analysis -> assertThat(analysis.getDescription())
                        .contains("kyc-sharing.read-timeout")
                        .contains("kyc-sharing.base-url")
                        .contains("kyc-sharing.secret"));
    }

    @Test
    void checksTheRestOfAnApplicationWithItsOwnSigner() {
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
                        + "|questionnaires[0].questions[1].title stands there twice",
                "[0].version=V,[0].questions[0].title=A,[1].version=V,[1].questions[0].title=A"
                        + "|questionnaires[1].version stands there twice",
            })
    void namesTheQuestionnairesEntryThatIsWrong(String properties, String wrong) {
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
                "ssl.bundle=none|clients.kz.ssl.bundle names no SSL bundle",
                "proxy.host=proxy|clients.kz.proxy.port is not set",
                "proxy.port=3128|clients.kz.proxy.host is not set",
                "questionnaires[0].version=V|clients.kz.questionnaires[0].questions is empty",
                "biz-entity-key=BROKERKEY|clients.kz.biz-entity-key is the same as kyc-sharing.biz-entity-key",
            })
    void namesThePropertyOfTheClientThatIsWrong(String property, String wrong) {
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
    void namesTheSecretOfTheClientAndNotThatOfAnotherEntity() {
        analyse(configured.withPropertyValues("kyc-sharing.clients.kz.biz-entity-key=KZKEY"), analysis -> {
            assertThat(analysis.getDescription()).contains("kyc-sharing.clients.kz.secret is not set");
            assertThat(analysis.getAction()).contains("Set kyc-sharing.clients.kz.secret to the secret");
        });
    }

    @Test
    void namesAllThatIsWrongWithAllClientsAndWhatTheyInheritOnce() {
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
    void namesTheClientWhoseNameCannotBeUsed(String name) {
        analyse(
                configured.withPropertyValues("kyc-sharing.clients." + name + ".biz-entity-key=KZKEY"),
                analysis -> assertThat(analysis.getDescription())
                        .contains("kyc-sharing.clients." + name + " is no name for a client"));
    }

    @Test
    void namesWhatAProxysLoginLacks() {
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
