package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

class KycSharingSanitizingAutoConfigurationTest {
    private static final String SECRET = "canary-secret-9d1c";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    KycSharingAutoConfiguration.class, KycSharingSanitizingAutoConfiguration.class))
            .withUserConfiguration(EndpointsThatShowEverything.class)
            .withPropertyValues("kyc-sharing.biz-entity-key=BROKERKEY", "kyc-sharing.broker-type=standard");

    @Test
    void keepsTheSecretOutOfTheConfigurationPropertiesReport() {
        runner.withPropertyValues("kyc-sharing.secret=" + SECRET).run(context -> {
            Object report =
                    context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties();
            assertThat(JsonMapper.shared().writeValueAsString(report))
                    .contains("BROKERKEY")
                    .doesNotContain(SECRET);
        });
    }

    @Test
    void keepsTheSecretOutOfTheEnvironmentReport() {
        runner.withPropertyValues("kyc-sharing.secret=" + SECRET).run(context -> {
            Object report = context.getBean(EnvironmentEndpoint.class).environment(null);
            assertThat(JsonMapper.shared().writeValueAsString(report))
                    .contains("BROKERKEY")
                    .doesNotContain(SECRET);
        });
    }

    @Test
    void keepsTheSecretOfAnEnvironmentVariableOut() {
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of(
                                        "KYC_SHARING_SECRET",
                                        SECRET,
                                        "KYC_SHARING_NOTIFY_URL",
                                        "https://shown.example"))))
                .withPropertyValues("kyc-sharing.secret=" + SECRET)
                .run(context -> {
                    Object report = context.getBean(EnvironmentEndpoint.class).environment(null);
                    assertThat(JsonMapper.shared().writeValueAsString(report))
                            .contains("https://shown.example")
                            .doesNotContain(SECRET);
                });
    }

    @Test
    void staysAwayFromAnApplicationWithoutActuator() {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
                .withConfiguration(AutoConfigurations.of(KycSharingSanitizingAutoConfiguration.class))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean("kycSharingSecretSanitizingFunction"));
    }

    @Configuration(proxyBeanMethods = false)
    static class EndpointsThatShowEverything {
        @Bean
        ConfigurationPropertiesReportEndpoint configurationPropertiesReportEndpoint(
                List<SanitizingFunction> functions) {
            return new ConfigurationPropertiesReportEndpoint(functions, Show.ALWAYS);
        }

        @Bean
        EnvironmentEndpoint environmentEndpoint(Environment environment, List<SanitizingFunction> functions) {
            return new EnvironmentEndpoint(environment, functions, Show.ALWAYS);
        }
    }
}
