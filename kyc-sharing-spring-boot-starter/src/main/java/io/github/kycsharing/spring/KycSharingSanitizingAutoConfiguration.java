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
 * Masks secrets and passwords in actuator responses, even if the application shows values: by property name, and by value
 * wherever else they occur.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class KycSharingSanitizingAutoConfiguration {
    /** Creates the auto-configuration. */
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
