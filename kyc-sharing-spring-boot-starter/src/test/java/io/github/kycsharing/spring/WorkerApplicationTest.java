package io.github.kycsharing.spring;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import io.github.kycsharing.KycSharingClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** An application without a web server and optional libraries, started from its main class. */
@WireMockTest
@Tag("worker")
@ExtendWith(OutputCaptureExtension.class)
class WorkerApplicationTest {
    private static final String SECRET = "canary-secret-9d1c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.web.context.WebApplicationContext",
                "jakarta.servlet.Servlet",
                "org.springframework.web.reactive.DispatcherHandler",
                "io.micrometer.observation.ObservationRegistry",
                "io.micrometer.core.instrument.MeterRegistry",
                "io.micrometer.context.ContextSnapshotFactory",
                "org.springframework.jdbc.core.JdbcTemplate",
                "org.springframework.transaction.PlatformTransactionManager",
                "org.springframework.boot.health.contributor.HealthContributor",
                "org.springframework.boot.actuate.endpoint.annotation.Endpoint"
            })
    void hasNeitherWebStackNorMetricsNorActuator(String type) {
        assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isFalse();
    }

    @Test
    void sharesARecordWithoutLoggingPersonalDataAtTrace(WireMockRuntimeInfo exchange, CapturedOutput output) {
        try (ConfigurableApplicationContext context = runWith(
                exchange,
                "--kyc-sharing.notify-url=.",
                "--logging.level.org.springframework=trace",
                "--logging.level.io.github.kycsharing=trace",
                "--logging.level.okhttp3=trace")) {
            assertThat(context.getBean(KycSharingClient.class)
                            .share(Records.standard())
                            .code()
                            .isSuccess())
                    .isTrue();
        }
        assertThat(output).contains("KycSharingAutoConfiguration").contains("attempt 1");
        assertThat(output)
                .doesNotContain(SECRET)
                .doesNotContain("testFirstName")
                .doesNotContain("testSaasBrokers0144288491");
    }

    @Test
    void reportsTheActionInPlaceOfAStackTrace(CapturedOutput output) {
        assertThatThrownBy(() -> run("--kyc-sharing.secret=" + SECRET, "--kyc-sharing.base-url=http://example.com"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("- kyc-sharing.biz-entity-key is not set")
                .contains("- kyc-sharing.broker-type is not set")
                .contains("- kyc-sharing.base-url cannot be used: The base URL must be https")
                .contains("- Set kyc-sharing.biz-entity-key to the key")
                .doesNotContain("\tat ")
                .doesNotContain(SECRET);
    }

    private static ConfigurableApplicationContext runWith(WireMockRuntimeInfo exchange, String... more) {
        exchange.getWireMock().register(post(anyUrl()).willReturn(okJson("{\"code\":\"000000\"}")));
        Stream<String> entity = Stream.of(
                "--kyc-sharing.base-url=" + exchange.getHttpBaseUrl(),
                "--kyc-sharing.biz-entity-key=BROKERKEY",
                "--kyc-sharing.secret=" + SECRET,
                "--kyc-sharing.broker-type=standard");
        return run(Stream.concat(entity, Stream.of(more)).toArray(String[]::new));
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplication(Worker.class).run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Worker {}
}
