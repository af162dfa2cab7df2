package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** The beans that the starter registers. */
class BeanNamesTest {
    private static final String STARTER = "io.github.kycsharing.spring.";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(autoConfigurations()))
            .withBean(ObservationRegistry.class, ObservationRegistry::create)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues(
                    "kyc-sharing.biz-entity-key=BROKERKEY",
                    "kyc-sharing.secret=s3cret",
                    "kyc-sharing.broker-type=standard",
                    "kyc-sharing.warm-up=true",
                    "kyc-sharing.clients.sg.biz-entity-key=SGKEY",
                    "kyc-sharing.clients.sg.secret=sg-s3cret",
                    "management.health.kyc-sharing.enabled=true",
                    "management.endpoints.jmx.exposure.include=*",
                    "spring.jmx.enabled=true");

    @Test
    void allBeginWithKycSharing() {
        runner.run(context -> {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            assertThat(context).hasNotFailed();
            assertThat(beans.getBeanDefinitionNames())
                    .filteredOn(name -> isRegisteredByStarter(beans, name))
                    .allSatisfy(name -> assertThat(name).startsWith("kycSharing"))
                    .containsExactlyInAnyOrder(
                            "kycSharingClientFactory",
                            "kycSharingClient",
                            "kycSharingConnectionDetails",
                            "kycSharingClientDefinition",
                            "kycSharingValidator",
                            "kycSharingClient-sg",
                            "kycSharingConnectionDetails-sg",
                            "kycSharingClientDefinition-sg",
                            "kycSharingValidator-sg",
                            "kycSharingClients",
                            "kycSharingEntities",
                            "kycSharingSecretSanitizingFunction",
                            "kycSharingWarmUpAfterStart",
                            "kycSharingRecentOutcomes",
                            "kycSharingEndpoint",
                            "kycSharingHealthContributor",
                            "kycSharingContextPropagationCustomizer",
                            "kycSharingClientMeters",
                            "kycSharingTimerBuckets",
                            "kycSharingObservedDelivery");
        });
    }

    @Test
    void beansOfNamedClientsAreQualifiedByTheClientName() {
        runner.run(context -> {
            KycSharingClient client = BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                    context.getBeanFactory(), KycSharingClient.class, "sg");
            assertThat(client).isSameAs(context.getBean("kycSharingClient-sg"));
            assertThat(client.name()).isEqualTo("sg");
        });
    }

    @Test
    void beansOfTheApplicationReplaceThoseOfTheStarter() {
        ClientObserverFactory observers = client -> operation -> {
            throw new AssertionError("no call");
        };
        KycSharingClientBuilderCustomizer customizer = (clientName, builder) -> {};
        SanitizingFunction sanitizing = data -> data;
        MeterFilter filter = new MeterFilter() {};
        CompositeHealthContributor health = CompositeHealthContributor.fromMap(Map.of());
        runner.withBean("kycSharingClientMeters", ClientObserverFactory.class, () -> observers)
                .withBean("kycSharingObservedDelivery", ClientObserverFactory.class, () -> observers)
                .withBean(
                        "kycSharingContextPropagationCustomizer",
                        KycSharingClientBuilderCustomizer.class,
                        () -> customizer)
                .withBean("kycSharingSecretSanitizingFunction", SanitizingFunction.class, () -> sanitizing)
                .withBean("kycSharingTimerBuckets", MeterFilter.class, () -> filter)
                .withBean("kycSharingHealthContributor", CompositeHealthContributor.class, () -> health)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean("kycSharingClientMeters")).isSameAs(observers);
                    assertThat(context.getBean("kycSharingObservedDelivery")).isSameAs(observers);
                    assertThat(context.getBean("kycSharingContextPropagationCustomizer"))
                            .isSameAs(customizer);
                    assertThat(context.getBean("kycSharingSecretSanitizingFunction"))
                            .isSameAs(sanitizing);
                    assertThat(context.getBean("kycSharingTimerBuckets")).isSameAs(filter);
                    assertThat(context.getBean("kycSharingHealthContributor")).isSameAs(health);
                });
    }

    private static Class<?>[] autoConfigurations() {
        ClassLoader loader = BeanNamesTest.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith(STARTER))
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .toArray(Class<?>[]::new);
    }

    /** Whether a bean method or the registrar of the starter defines the bean: Spring names configurations and properties. */
    private static boolean isRegisteredByStarter(ConfigurableListableBeanFactory beans, String name) {
        BeanDefinition bean = beans.getMergedBeanDefinition(name);
        if (bean.getFactoryMethodName() == null) {
            return false;
        }
        String factory = bean.getFactoryBeanName();
        String declaring = factory == null
                ? Objects.requireNonNull(bean.getBeanClassName())
                : Objects.requireNonNull(beans.getType(factory)).getName();
        return declaring.startsWith(STARTER);
    }
}
