package io.github.kycsharing.submissions.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException;
import io.github.kycsharing.submissions.KycNotificationUrls;
import io.github.kycsharing.submissions.internal.notification.NotificationReceiver;
import io.github.kycsharing.submissions.internal.tracking.WakeUps;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Which beans receive notifications, and what fails the start. */
class NotificationSetupTest {
    private static final String SECRET = "canary-token-secret-0123456789abcdef";
    private static final AutoConfigurations ALL = AutoConfigurations.of(SubmissionContexts.autoConfigurations());
    private static final String[] CLIENT = {
        "kyc-sharing.biz-entity-key=BROKERKEY",
        "kyc-sharing.secret=s3cret",
        "kyc-sharing.broker-type=standard",
        "kyc-sharing.warm-up=false"
    };
    private static final String[] NOTIFICATIONS = {
        "kyc-sharing.notifications.enabled=true",
        "kyc-sharing.notifications.public-url=https://broker.example.com/app",
        "kyc-sharing.notifications.token-secret=" + SECRET
    };
    private static final String RECEIVED_ELSEWHERE = "kyc-sharing.notifications.receiver.enabled=false";

    private final WebApplicationContextRunner off = new WebApplicationContextRunner()
            .withConfiguration(ALL)
            .withPropertyValues(CLIENT)
            .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()));
    private final WebApplicationContextRunner runner = off.withPropertyValues(NOTIFICATIONS);
    private final ApplicationContextRunner worker = new ApplicationContextRunner()
            .withConfiguration(ALL)
            .withPropertyValues(CLIENT)
            .withPropertyValues(NOTIFICATIONS);

    @Test
    void servesAnUnguessableUrl() {
        runner.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(KycNotificationUrls.class);
            ServletRegistrationBean<?> servlet =
                    context.getBean("kycSharingNotificationServlet", ServletRegistrationBean.class);
            assertThat(servlet.getUrlMappings()).containsExactly("/kyc-sharing/notifications/*");
            assertThat(context.getBean(KycNotificationUrls.class).urlOf("default"))
                    .hasValueSatisfying(url -> assertThat(url)
                            .matches("https://broker\\.example\\.com/app/kyc-sharing/notifications/[\\w-]{43}"));
            assertThat(context.getBean(KycNotificationUrls.class).urlOf("other"))
                    .isEmpty();
        });
    }

    @Test
    void servesItInAReactiveApplication() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(ALL)
                .withPropertyValues(CLIENT)
                .withPropertyValues(NOTIFICATIONS)
                .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(NotificationReceiver.class);
                    assertThat(context.getBean("kycSharingNotificationMapping", SimpleUrlHandlerMapping.class)
                                    .getUrlMap())
                            .containsOnlyKeys("/kyc-sharing/notifications/**");
                });
    }

    @Test
    void derivesTheUrlFromTheSecret() {
        runner.run(one -> runner.run(other -> assertThat(url(one)).isEqualTo(url(other))));
        runner.run(one -> runner.withPropertyValues("kyc-sharing.notifications.token-secret=" + SECRET + "2")
                .run(other -> assertThat(url(one)).isNotEqualTo(url(other))));
    }

    private static String url(ApplicationContext context) {
        return context.getBean(KycNotificationUrls.class).urlOf("default").orElseThrow();
    }

    @Test
    void isOffByDefault() {
        off.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(NotificationReceiver.class)
                .doesNotHaveBean(KycNotificationUrls.class));
        runner.withPropertyValues("kyc-sharing.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KycNotificationUrls.class));
    }

    @Test
    void failsTheStartWithoutAWebServer() {
        worker.withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
                .run(context -> assertSetupFailure(
                        context.getStartupFailure(),
                        "has no web server that could receive them",
                        "set kyc-sharing.notifications.receiver.enabled=false"));
    }

    @Test
    void assignsUrlsThatAnotherInstanceServes() {
        worker.withPropertyValues(RECEIVED_ELSEWHERE)
                .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(NotificationReceiver.class);
                    assertThat(url(context)).startsWith("https://broker.example.com/app/");
                    assertThat(context.getBean(KycSharingClient.class).bizEntityKey())
                            .isEqualTo("BROKERKEY");
                });
        runner.withPropertyValues(RECEIVED_ELSEWHERE)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("kycSharingNotificationServlet"));
    }

    @Test
    void failsTheStartIfNothingCanBeStored() {
        for (AbstractApplicationContextRunner<?, ?, ?> each :
                List.of(runner, worker, worker.withPropertyValues(RECEIVED_ELSEWHERE))) {
            each.withPropertyValues("kyc-sharing.submissions.enabled=false")
                    .run(context -> assertSetupFailure(
                            context.getStartupFailure(),
                            "there is no database in which customers are tracked",
                            "do not set kyc-sharing.submissions.enabled=false"));
        }
    }

    private static void assertSetupFailure(@Nullable Throwable failure, String problem, String action) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SubmissionSetupException)) {
            cause = cause.getCause();
        }
        assertThat(cause).isInstanceOfSatisfying(SubmissionSetupException.class, setup -> {
            assertThat(setup.problem()).contains(problem);
            assertThat(setup.action()).contains(action);
        });
    }

    @Test
    void countsFromTheStart() {
        runner.run(context -> assertThat(context).doesNotHaveBean(NotificationMeters.class));
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            for (String[] tags : new String[][] {{"default", "woken"}, {"none", "not_found"}}) {
                assertThat(meters.get("kyc.sharing.notifications")
                                .tags("client", tags[0], "result", tags[1])
                                .counter()
                                .count())
                        .isZero();
            }
        });
    }

    @Test
    void needsNoOptionalLibrary() {
        for (String absent : new String[] {
            "io.micrometer", "org.springframework.security", "org.springframework.web.reactive", "reactor.core"
        }) {
            runner.withClassLoader(new FilteredClassLoader(absent))
                    .run(context -> assertThat(context).hasNotFailed().hasSingleBean(NotificationReceiver.class));
        }
        worker.withPropertyValues(RECEIVED_ELSEWHERE)
                .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()))
                .withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KycNotificationUrls.class));
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
                "notifications.max-concurrent=0|notifications.max-concurrent is out of range",
                "notifications.max-concurrent=100001|notifications.max-concurrent is out of range",
                "notifications.body-timeout=99ms|notifications.body-timeout is out of range",
                "notifications.body-timeout=61s|notifications.body-timeout is out of range",
                "notifications.max-wake-ups-per-second=0|notifications.max-wake-ups-per-second is out of range",
                "notifications.max-wake-ups=5|notifications.max-wake-ups does not exist",
                "notify-url=https://broker.example.com/kyc|notify-url is set although notifications are received here",
                "clients.kz.notify-url=.|clients.kz.notify-url is set although notifications are received here",
            })
    void namesAnInvalidProperty(String property, String error) {
        failure(
                runner.withPropertyValues(
                                "kyc-sharing.clients.kz.biz-entity-key=KZKEY", "kyc-sharing.clients.kz.secret=kz")
                        .withPropertyValues("kyc-sharing." + property),
                failure -> assertThat(failure)
                        .hasMessageContaining("kyc-sharing." + error)
                        .hasMessageNotContaining("canary"));
    }

    @Test
    void namesAllMissingPropertiesAtOnce() {
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
                "body-timeout=1m",
                "allowed-networks=10.0.0.0/8,2001:db8::/32,192.0.2.7"
            })
    void startsWithValuesInTheirRange(String property) {
        runner.withPropertyValues("kyc-sharing.notifications." + property)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(NotificationReceiver.class));
    }

    @Test
    void propertiesHideTheirSecrets() {
        runner.withPropertyValues("kyc-sharing.notifications.previous-token-secrets=" + SECRET + SECRET)
                .run(context -> assertThat(
                                context.getBean(KycNotificationProperties.class).toString())
                        .contains("broker.example.com")
                        .doesNotContain("canary"));
    }

    @Test
    void usesWakeUpsOfTheApplication() {
        RecordedWakeUps own = new RecordedWakeUps();
        runner.withBean(WakeUps.class, () -> own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(WakeUps.class)
                        .isSameAs(own));
    }

    private static void failure(
            AbstractApplicationContextRunner<?, ?, ?> runner, Consumer<InvalidKycSharingConfigurationException> check) {
        runner.run(context -> {
            Throwable cause = context.getStartupFailure();
            assertThat(cause).isNotNull();
            while (cause != null && !(cause instanceof InvalidKycSharingConfigurationException)) {
                assertThat(String.valueOf(cause.getMessage())).doesNotContain("canary");
                cause = cause.getCause();
            }
            assertThat(cause).isInstanceOf(InvalidKycSharingConfigurationException.class);
            check.accept((InvalidKycSharingConfigurationException) cause);
        });
    }
}
