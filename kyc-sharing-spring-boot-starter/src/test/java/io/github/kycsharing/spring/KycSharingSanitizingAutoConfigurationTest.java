package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
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
    void masksTheSecretInConfigprops() {
        runner.withPropertyValues("kyc-sharing.secret=" + SECRET).run(context -> {
            Object report =
                    context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties();
            assertThat(JsonMapper.shared().writeValueAsString(report))
                    .contains("BROKERKEY")
                    .doesNotContain(SECRET);
        });
    }

    @Test
    void masksTheSecretInEnv() {
        runner.withPropertyValues("kyc-sharing.secret=" + SECRET).run(context -> {
            Object report = context.getBean(EnvironmentEndpoint.class).environment(null);
            assertThat(JsonMapper.shared().writeValueAsString(report))
                    .contains("BROKERKEY")
                    .doesNotContain(SECRET);
        });
    }

    @Test
    void masksTheSecretOfAnEnvironmentVariable() {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SG_KYC_SECRET=" + SECRET,
                "my.url=https://user:" + SECRET + "@proxy.example:3128",
                "sun.java.command=broker.jar --kyc-sharing.secret=" + SECRET + " --server.port=0"
            })
    void masksTheSecretUnderAnyOtherName(String other) {
        runner.withPropertyValues(other, "KYC=" + SECRET, "kyc-sharing.secret=${KYC}")
                .run(context ->
                        assertThat(environment(context)).contains("BROKERKEY").doesNotContain(SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kyc-sharing.clients.kz.secret",
                "kyc-sharing.proxy.password",
                "kyc-sharing.proxy.username",
                "KYC_SHARING_NOTIFICATIONS_PREVIOUS_TOKEN_SECRETS_0"
            })
    void masksEveryKindOfSecretByItsValue(String property) {
        runner.withPropertyValues(
                        "MY_SECRET=" + SECRET,
                        "kyc-sharing.secret=s",
                        "kyc-sharing.proxy.host=proxy",
                        "kyc-sharing.proxy.port=3128",
                        "kyc-sharing.proxy.username=user",
                        "kyc-sharing.proxy.password=password",
                        property + "=${MY_SECRET}")
                .run(context ->
                        assertThat(environment(context)).contains("BROKERKEY").doesNotContain(SECRET));
    }

    @Test
    void masksAComposedOrEncodedSecret() {
        runner.withPropertyValues(
                        "PART_1=canary-part-1",
                        "PART_2=canary/part-2",
                        "kyc-sharing.secret=${PART_1}${PART_2:none}",
                        "my.url=https://shown.example/?s=canary-part-1canary%2Fpart-2")
                .run(context ->
                        assertThat(environment(context)).contains("BROKERKEY").doesNotContain("canary"));
    }

    @Test
    void masksAFormerSecret() {
        Map<String, Object> vault = new ConcurrentHashMap<>(Map.of("current", SECRET, "before", SECRET));
        runner.withInitializer(context ->
                        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("vault", vault)))
                .withPropertyValues("kyc-sharing.secret=${current}")
                .run(context -> {
                    vault.put("current", "canary-second");
                    assertThat(environment(context)).contains("BROKERKEY").doesNotContain(SECRET, "canary-second");
                });
    }

    private static String environment(ApplicationContext context) {
        return JsonMapper.shared()
                .writeValueAsString(context.getBean(EnvironmentEndpoint.class).environment(null));
    }

    @Test
    void isInactiveWithoutTheActuator() {
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
