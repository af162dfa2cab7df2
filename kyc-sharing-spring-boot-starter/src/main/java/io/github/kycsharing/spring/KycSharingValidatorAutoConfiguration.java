package io.github.kycsharing.spring;

import io.github.kycsharing.validation.KycValidator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Creates the validator of the unnamed client, unless the application defines that client or its validator. The validators of
 * named clients are beside their clients.
 */
@AutoConfiguration(after = KycSharingAutoConfiguration.class, before = KycSharingClientsAutoConfiguration.class)
@ConditionalOnBean(name = "kycSharingClientDefinition")
public final class KycSharingValidatorAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingValidatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    KycValidator kycSharingValidator(ClientFactory factory) {
        return factory.validator(ClientDefinition.UNNAMED);
    }
}
