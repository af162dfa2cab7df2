package io.github.kycsharing.spring.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientsAutoConfiguration;
import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

class KycNotificationsAutoConfigurationTest {
    private static final String SECRET = "canary-token-secret-0123456789abcdef";
    private static final AutoConfigurations OURS = AutoConfigurations.of(
            KycSharingAutoConfiguration.class,
            KycSharingClientsAutoConfiguration.class,
            KycStatusTrackingAutoConfiguration.class,
            KycNotificationUrlsAutoConfiguration.class,
            KycNotificationsAutoConfiguration.class,
            KycNotificationMetricsAutoConfiguration.class,
            KycNotificationTracesAutoConfiguration.class);
    private static final String[] CLIENT = {
        "kyc-sharing.biz-entity-key=BROKERKEY", "kyc-sharing.secret=s3cret", "kyc-sharing.broker-type=standard"
    };
    private static final String[] NOTIFICATIONS = {
        "kyc-sharing.notifications.enabled=true",
        "kyc-sharing.notifications.public-url=https://broker.example.com/app",
        "kyc-sharing.notifications.token-secret=" + SECRET
    };

    private final WebApplicationContextRunner off =
            new WebApplicationContextRunner().withConfiguration(OURS).withPropertyValues(CLIENT);
    private final WebApplicationContextRunner runner = off.withPropertyValues(NOTIFICATIONS);

    @Test
    void receivesBelowItsPathAndHandsOutAnUnguessableUrl() {
        runner.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(KycNotificationUrls.class);
            ServletRegistrationBean<?> servlet = context.getBean(ServletRegistrationBean.class);
            assertThat(servlet.getUrlMappings()).containsExactly("/kyc-sharing/notifications/*");
            assertThat(context.getBean(KycNotificationUrls.class).urlOf("default"))
                    .hasValueSatisfying(url -> assertThat(url)
                            .matches("https://broker\\.example\\.com/app/kyc-sharing/notifications/[\\w-]{43}"));
            assertThat(context.getBean(KycNotificationUrls.class).urlOf("other"))
                    .isEmpty();
        });
    }

    @Test
    void handsOutTheSameUrlInEachInstanceAndAnotherForAnotherSecret() {
        runner.run(one -> runner.run(other -> assertThat(url(one.getBean(KycNotificationUrls.class)))
                .isEqualTo(url(other.getBean(KycNotificationUrls.class)))));
        runner.run(one -> runner.withPropertyValues("kyc-sharing.notifications.token-secret=" + SECRET + "2")
                .run(other -> assertThat(url(one.getBean(KycNotificationUrls.class)))
                        .isNotEqualTo(url(other.getBean(KycNotificationUrls.class)))));
    }

    private static String url(KycNotificationUrls urls) {
        return urls.urlOf("default").orElseThrow();
    }

    @Test
    void isNotThereUnlessAskedFor() {
        off.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(NotificationReceiver.class)
                .doesNotHaveBean(KycNotificationUrls.class));
        runner.withPropertyValues("kyc-sharing.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KycNotificationUrls.class));
    }

    @Test
    void handsOutUrlsWhereThereIsNothingToReceiveWith() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues(CLIENT)
                .withPropertyValues(NOTIFICATIONS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(KycNotificationUrls.class)
                        .hasSingleBean(KycStatusStore.class)
                        .doesNotHaveBean(NotificationReceiver.class));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues(CLIENT)
                .withPropertyValues(NOTIFICATIONS)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NotificationReceiver.class));
    }

    @Test
    void countsFromTheStartWhereThereAreMetrics() {
        runner.run(context -> assertThat(context).doesNotHaveBean(NotificationMeters.class));
        runner.withClassLoader(new FilteredClassLoader("io.micrometer.observation"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("kycNotificationTokenFilter"));
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("kyc.sharing.notifications")
                            .tags("client", "default", "result", "changed")
                            .counter()
                            .count())
                    .isZero();
            assertThat(meters.get("kyc.sharing.notifications")
                            .tags("client", "none", "result", "not_found")
                            .counter()
                            .count())
                    .isZero();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notifications.public-url=|notifications.public-url is blank",
                "notifications.public-url=http://broker.example.com|notifications.public-url cannot be used",
                "notifications.public-url=https://u:p@broker.example.com|notifications.public-url cannot be used",
                "notifications.public-url=broker.example.com|notifications.public-url cannot be used",
                "notifications.token-secret=|notifications.token-secret is blank",
                "notifications.token-secret=canary-too-short|notifications.token-secret is too short",
                "notifications.previous-token-secrets[0]=canary-short"
                        + "|notifications.previous-token-secrets[0] is too short",
                "notifications.path=/|notifications.path is not a path of plain names",
                "notifications.path=kyc|notifications.path is not a path of plain names",
                "notifications.path=/kyc/*|notifications.path is not a path of plain names",
                "notifications.path=/kyc/|notifications.path is not a path of plain names",
                "notifications.allowed-networks=10.0.0.0/8,localhost|notifications.allowed-networks[1] cannot be used",
                "notifications.allowed-networks=10.0.0.0/33|notifications.allowed-networks[0] cannot be used",
                "notifications.max-size=10B|notifications.max-size is out of range",
                "notifications.max-size=17MB|notifications.max-size is out of range",
                "notifications.max-concurrent=0|notifications.max-concurrent is less than 1",
                "notify-url=https://broker.example.com/kyc|notify-url is set although notifications are received here",
                "clients.kz.notify-url=.|clients.kz.notify-url is set although notifications are received here",
            })
    void namesThePropertyThatCannotBeUsed(String property, String wrong) {
        failure(
                runner.withPropertyValues(
                                "kyc-sharing.clients.kz.biz-entity-key=KZKEY", "kyc-sharing.clients.kz.secret=kz")
                        .withPropertyValues("kyc-sharing." + property),
                failure -> assertThat(failure)
                        .hasMessageContaining("kyc-sharing." + wrong)
                        .hasMessageNotContaining("canary"));
    }

    @Test
    void namesAllThatIsMissingAtOnce() {
        failure(
                off.withPropertyValues("kyc-sharing.notifications.enabled=true"),
                failure -> assertThat(failure)
                        .hasMessageContaining("kyc-sharing.notifications.public-url is not set")
                        .hasMessageContaining("kyc-sharing.notifications.token-secret is not set"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public-url=http://localhost:8080",
                "public-url=http://127.0.0.1:8080/app/",
                "path=/a/b-c/d_e",
                "max-size=16MB",
                "max-concurrent=1",
                "allowed-networks=10.0.0.0/8,2001:db8::/32,192.0.2.7"
            })
    void startsWithWhatIsAllowed(String property) {
        runner.withPropertyValues("kyc-sharing.notifications." + property)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(NotificationReceiver.class));
    }

    @Test
    void itsPropertiesHideTheirSecrets() {
        runner.withPropertyValues("kyc-sharing.notifications.previous-token-secrets=" + SECRET + SECRET)
                .run(context -> assertThat(
                                context.getBean(KycNotificationProperties.class).toString())
                        .contains("broker.example.com")
                        .doesNotContain("canary"));
    }

    private static void failure(
            WebApplicationContextRunner runner, Consumer<InvalidKycSharingConfigurationException> check) {
        runner.run(context -> {
            assertThat(context).hasFailed();
            Throwable cause = context.getStartupFailure();
            while (cause != null && !(cause instanceof InvalidKycSharingConfigurationException)) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("canary");
                cause = cause.getCause();
            }
            assertThat(cause).isInstanceOf(InvalidKycSharingConfigurationException.class);
            check.accept((InvalidKycSharingConfigurationException) cause);
        });
    }
}
