package io.github.kycsharing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.KycInfo;
import io.github.kycsharing.model.UserInfo;
import io.github.kycsharing.validation.KycRule;
import io.github.kycsharing.validation.KycValidator;
import io.github.kycsharing.validation.KycViolation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The validator of each client is a bean. */
class ValidatorBeansTest {
    private final AtomicInteger secrets = new AtomicInteger();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    KycSharingAutoConfiguration.class,
                    KycSharingValidatorAutoConfiguration.class,
                    KycSharingClientsAutoConfiguration.class))
            .withBean(KycSharingCredentialsProvider.class, () -> (client, key) -> {
                secrets.incrementAndGet();
                throw new IllegalStateException("the secret store is down");
            })
            .withPropertyValues(
                    "kyc-sharing.biz-entity-key=BROKERKEY",
                    "kyc-sharing.broker-type=standard",
                    "kyc-sharing.notify-url=https://broker.example.com/notify",
                    "kyc-sharing.base-url=http://127.0.0.1:1",
                    "kyc-sharing.clients.kz.biz-entity-key=KZKEY",
                    "kyc-sharing.clients.kz.broker-type=kz-entity",
                    "kyc-sharing.clients.kz.questionnaires[0].version=KZ_V6",
                    "kyc-sharing.clients.kz.questionnaires[0].questions[0].title=KZ_V6_useFor");

    private static KycInfo userOnly() {
        KycInfo record = Records.standard();
        UserInfo user = Objects.requireNonNull(record.userInfo()).toBuilder()
                .bizEntityKey(null)
                .notifyUrl(null)
                .build();
        return KycInfo.builder().userInfo(user).build();
    }

    private static List<KycRule> rules(List<KycViolation> violations) {
        return violations.stream().map(KycViolation::rule).distinct().toList();
    }

    private static KycValidator named(ApplicationContext context, String client) {
        return BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                context.getAutowireCapableBeanFactory(), KycValidator.class, client);
    }

    @Test
    void validateWithTheDefaultsOfTheirClientsAndWithoutSecret() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            KycValidator unnamed = context.getBean("kycSharingValidator", KycValidator.class);
            assertThat(context.getBean(KycValidator.class)).isSameAs(unnamed);
            assertThat(rules(unnamed.validate(userOnly()))).containsExactly(KycRule.MANDATORY);
            assertThat(rules(named(context, "kz").validate(userOnly()))).containsExactly(KycRule.AT_LEAST_ONE_SECTION);
            assertThat(secrets).hasValue(0);
        });
    }

    @Test
    void agreeWithTheirClients() {
        runner.run(context -> {
            KycSharingClient client = context.getBean(KycSharingClient.class);
            assertThat(context.getBean(KycValidator.class).validate(userOnly()))
                    .isNotEmpty()
                    .isEqualTo(client.validate(userOnly()));
        });
    }

    @Test
    void customizersApplyOnceToClientAndValidator() {
        AtomicInteger calls = new AtomicInteger();
        runner.withBean(KycSharingClientBuilderCustomizer.class, () -> (name, builder) -> {
                    if (name.equals("default")) {
                        calls.incrementAndGet();
                        builder.brokerType(BrokerType.KZ_ENTITY);
                    }
                })
                .run(context -> {
                    assertThat(rules(context.getBean(KycValidator.class).validate(userOnly())))
                            .containsExactly(KycRule.AT_LEAST_ONE_SECTION);
                    assertThat(rules(context.getBean(KycSharingClient.class).validate(userOnly())))
                            .containsExactly(KycRule.AT_LEAST_ONE_SECTION);
                    assertThat(calls).hasValue(1);
                });
    }

    @Test
    void applicationReplacesAValidator() {
        runner.withUserConfiguration(OwnValidators.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeansOfType(KycValidator.class)).containsOnlyKeys("own", "ownKz");
            assertThat(named(context, "kz")).isSameAs(context.getBean("ownKz"));
        });
    }

    @Test
    void anApplicationsOwnClientHasNoValidator() {
        runner.withBean(
                        "ownClient",
                        KycSharingClient.class,
                        () -> KycSharingClient.builder()
                                .bizEntityKey("OWN")
                                .brokerType(BrokerType.STANDARD)
                                .secret("s3cret")
                                .build())
                .run(context -> assertThat(context).doesNotHaveBean("kycSharingValidator"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnValidators {
        @Bean
        KycValidator own() {
            return new KycValidator(BrokerType.STANDARD, "OWN", List.of());
        }

        @Bean
        @Qualifier("kz")
        KycValidator ownKz() {
            return new KycValidator(BrokerType.KZ_ENTITY, "OWNKZ", List.of());
        }
    }
}
