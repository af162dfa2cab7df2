package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.spi.ExchangeTransport;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.ClientDefinition.Origin;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * Creates a {@link KycSharingClient} from the properties under {@code kyc-sharing}, unless the application defines one or
 * {@code kyc-sharing.enabled} is false. A {@link RequestSigner} bean replaces the secret, an {@link ExchangeTransport} bean the
 * built-in HTTP client.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KycSharingProperties.class)
@ImportRuntimeHints(KycSharingRuntimeHints.class)
public final class KycSharingAutoConfiguration {
    static final String FACTORY = "kycSharingClientFactory";

    /** Creates the auto-configuration. */
    public KycSharingAutoConfiguration() {}

    @Bean(FACTORY)
    ClientFactory kycSharingClientFactory(
            KycSharingProperties properties, Environment environment, ConfigurableListableBeanFactory beans) {
        return new ClientFactory(properties, environment, beans);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "kyc-sharing.warm-up", matchIfMissing = true)
    WarmUpAfterStart kycSharingWarmUpAfterStart() {
        return new WarmUpAfterStart();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(KycSharingClient.class)
    @Conditional(SingleFormCondition.class)
    static final class SingleForm {
        @Bean
        @ConditionalOnMissingBean
        KycSharingConnectionDetails kycSharingConnectionDetails(ClientFactory factory) {
            return factory.connectionDetails(ClientDefinition.UNNAMED);
        }

        @Bean(destroyMethod = "close")
        KycSharingClient kycSharingClient(ClientFactory factory) {
            return factory.client(ClientDefinition.UNNAMED);
        }

        @Bean
        ClientDefinition kycSharingClientDefinition(ClientFactory factory) {
            return factory.definition(ClientDefinition.UNNAMED, "kycSharingClient", Origin.PROPERTIES);
        }
    }
}
