package io.github.kycsharing.spring;

import io.github.kycsharing.spring.internal.SecretTexts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps secrets and passwords out of the actuator's answers, even where the application lets it show values: by the name of the
 * property, and by value wherever else they stand.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class KycSharingSanitizingAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycSharingSanitizingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "kycSharingSecretSanitizingFunction")
    SanitizingFunction kycSharingSecretSanitizingFunction(
            ConfigurableEnvironment environment, ObjectProvider<SecretTexts> others) {
        SecretValues secrets =
                new SecretValues(environment, () -> others.stream().flatMap(texts -> texts.secretTexts().stream()));
        return data -> secrets.isSecret(data.getKey(), data.getValue()) ? data.withSanitizedValue() : data;
    }
}
