package io.github.kycsharing.submissions.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.KycLanes;
import io.github.kycsharing.submissions.KycSubmission;
import io.github.kycsharing.submissions.KycSubmissions;
import io.github.kycsharing.submissions.SubmissionState;
import io.github.kycsharing.submissions.TestRecords;
import io.github.kycsharing.submissions.internal.crypto.RecordCipher;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import io.github.kycsharing.submissions.internal.engine.DbSchedulerEngine;
import io.github.kycsharing.submissions.internal.tracking.CustomerEvents;
import io.github.kycsharing.test.ExchangeEntity;
import io.github.kycsharing.test.KycExchangeExtension;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.env.Environment;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/** The beans that the module registers. */
class SubmissionBeansTest {
    private static final String MODULE = "io.github.kycsharing.submissions.";
    private static final int MAX_BEANS = 5;

    @RegisterExtension
    static final KycExchangeExtension EXCHANGE =
            KycExchangeExtension.of(ExchangeEntity.standard(SubmissionContexts.ENTITY, SubmissionContexts.SECRET));

    private final ApplicationContextRunner runner = SubmissionContexts.runner(EXCHANGE.exchange())
            .withPropertyValues("kyc-sharing.information-requests.enabled=true")
            .withPropertyValues(SubmissionContexts.database("jdbc:h2:mem:" + UUID.randomUUID()));

    @Test
    void allBeginWithKycSharing() {
        runner.run(context -> {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            assertThat(context).hasNotFailed();
            assertThat(beans.getBeanDefinitionNames())
                    .filteredOn(name -> isRegisteredByModule(beans, name))
                    .hasSizeGreaterThan(10)
                    .filteredOn(name -> !name.equals("kycSubmissionsHealthIndicator")) // Spring Boot shows its name
                    .allMatch(name -> name.startsWith("kycSharing"));
            assertThat(context.getBean("kycSharingSubmissions")).isInstanceOf(KycSubmissions.class);
            assertThat(context.getBean("kycSharingLanes")).isInstanceOf(KycLanes.class);
        });
    }

    private static boolean isRegisteredByModule(ConfigurableListableBeanFactory beans, String name) {
        BeanDefinition bean = beans.getMergedBeanDefinition(name);
        String factory = bean.getFactoryBeanName();
        return bean.getFactoryMethodName() != null
                && factory != null
                && Objects.requireNonNull(beans.getType(factory)).getName().startsWith(MODULE);
    }

    @Test
    void autoConfigurationsAreSmallAndOfOneConcern() {
        List<Class<?>> types = autoConfigurations().toList();
        assertThat(types).hasSizeGreaterThan(5);
        assertThat(types).allSatisfy(type -> {
            assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
            assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
            assertThat(Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(Bean.class)))
                    .hasSizeLessThanOrEqualTo(MAX_BEANS)
                    .noneMatch(method -> Modifier.isPublic(method.getModifiers()));
        });
    }

    private static Stream<Class<?>> autoConfigurations() {
        ClassLoader loader = SubmissionBeansTest.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith(MODULE))
                .map(name -> ClassUtils.resolveClassName(name, loader));
    }

    @Test
    void beansOfTheApplicationReplaceThoseOfTheModule() {
        TinkRecordCipher own = new TinkRecordCipher(KycKeysets.generate());
        runner.withBean("ownCipher", RecordCipher.class, () -> own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(RecordCipher.class)
                        .isSameAs(own));
    }

    @Test
    void engineRunsWithTheContextAndStopsBeforeTheClientsClose() {
        DbSchedulerEngine[] engine = new DbSchedulerEngine[1];
        KycSharingClient[] client = new KycSharingClient[1];
        runner.run(context -> {
            engine[0] = context.getBean(DbSchedulerEngine.class);
            client[0] = context.getBean(KycSharingClient.class);
            assertThat(engine[0].isRunning()).isTrue();
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            KycSubmission submitted = submissions.submit(SubmissionContexts.CLIENT, TestRecords.standard("C-1"));
            Awaitility.await()
                    .until(() -> submissions.find(submitted.id()).orElseThrow().state() == SubmissionState.IMPORTED);
        });
        assertThat(engine[0].isRunning()).isFalse();
    }

    @Test
    void stoppedContextStoresAndStartsAgain() {
        runner.run(context -> {
            KycSubmissions submissions = context.getBean(KycSubmissions.class);
            context.getSourceApplicationContext().stop();
            KycSubmission submitted = submissions.submit(SubmissionContexts.CLIENT, TestRecords.standard("C-2"));
            assertThat(submitted.state()).isEqualTo(SubmissionState.QUEUED);
            context.getSourceApplicationContext().start();
            Awaitility.await()
                    .until(() -> submissions.find(submitted.id()).orElseThrow().state() == SubmissionState.IMPORTED);
        });
    }

    @Test
    void keysetIsMaskedInTheActuator() {
        String keyset = KycKeysets.generate();
        runner.withUserConfiguration(EndpointsThatShowEverything.class)
                .withPropertyValues("MY_KEYSET=" + keyset, "kyc-sharing.submissions.encryption.keyset=${MY_KEYSET}")
                .run(context -> {
                    JsonMapper json = JsonMapper.shared();
                    String secret = keyset.substring(keyset.indexOf("\"value\""), keyset.indexOf("\"value\"") + 40);
                    assertThat(keyset).contains(secret);
                    String quoted = json.writeValueAsString(secret);
                    for (Object report : List.of(
                            context.getBean(EnvironmentEndpoint.class).environment(null),
                            context.getBean(ConfigurationPropertiesReportEndpoint.class)
                                    .configurationProperties())) {
                        assertThat(json.writeValueAsString(report))
                                .contains("******")
                                .doesNotContain(quoted.substring(1, quoted.length() - 1))
                                .doesNotContain("AesGcmKey");
                    }
                });
    }

    @Test
    void scriptsAreInANativeImage() {
        RuntimeHints hints = new RuntimeHints();
        new KycSubmissionDatabaseAutoConfiguration.Scripts()
                .registerHints(hints, getClass().getClassLoader());

        for (String platform : new String[] {"h2", "postgresql"}) {
            assertThat(RuntimeHintsPredicates.resource()
                            .forResource("io/github/kycsharing/submissions/schema-" + platform + ".sql"))
                    .accepts(hints);
        }
    }

    @Test
    void contentsOfEventsAreInANativeImage() {
        RuntimeHints hints = new RuntimeHints();
        new KycStatusPollAutoConfiguration.Contents()
                .registerHints(hints, getClass().getClassLoader());

        assertThat(CustomerEvents.CONTENTS)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(RuntimeHintsPredicates.reflection()
                                .onType(type)
                                .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                        .accepts(hints));
    }

    @Test
    void areProcessedAheadOfTime() {
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("broker", "Application")), files);
        runner.run(started -> {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.setEnvironment(started.getEnvironment());
            context.register(
                    AutoConfigurations.getClasses(AutoConfigurations.of(SubmissionContexts.autoConfigurations())));
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
        });
        assertThat(files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet())
                .anyMatch(name -> name.contains("KycSubmissionDeliveryAutoConfiguration"));
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
