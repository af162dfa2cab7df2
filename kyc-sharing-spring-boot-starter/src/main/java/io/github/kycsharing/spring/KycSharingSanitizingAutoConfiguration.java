package io.github.kycsharing.spring;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.Bean;

/** Keeps the secret out of the actuator's answers, even where the application lets it show values. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class KycSharingSanitizingAutoConfiguration {
    private static final ConfigurationPropertyName SECRET = ConfigurationPropertyName.of("kyc-sharing.secret");

    /** Makes the auto-configuration. */
    public KycSharingSanitizingAutoConfiguration() {}

    @Bean
    SanitizingFunction kycSharingSecretSanitizingFunction() {
        return data -> isSecret(data.getKey()) ? data.withSanitizedValue() : data;
    }

    private static boolean isSecret(String key) {
        // Keys come as they stand in their source, as an environment variable too.
        return SECRET.equals(ConfigurationPropertyName.adapt(key, '.'))
                || key.replace("_", "").equalsIgnoreCase("kycsharingsecret");
    }
}
