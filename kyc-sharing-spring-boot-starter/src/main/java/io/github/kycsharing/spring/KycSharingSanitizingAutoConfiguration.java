package io.github.kycsharing.spring;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Keeps secrets and passwords out of the actuator's answers, even where the application lets it show values. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class KycSharingSanitizingAutoConfiguration {
    private static final Pattern SECRET = Pattern.compile(
            "kyc\\.?sharing\\."
                    + "((clients\\..+\\.)?(secret|proxy\\.(username|password))|notifications\\.(previous\\.?)?token\\.?secrets?.*)");

    /** Makes the auto-configuration. */
    public KycSharingSanitizingAutoConfiguration() {}

    @Bean
    SanitizingFunction kycSharingSecretSanitizingFunction() {
        return data -> isSecret(data.getKey()) ? data.withSanitizedValue() : data;
    }

    private static boolean isSecret(String key) {
        // Keys come as they stand in their source, as an environment variable or in camel case too.
        String plain = key.replace("-", "").replace('_', '.').toLowerCase(Locale.ROOT);
        return SECRET.matcher(plain).matches();
    }
}
