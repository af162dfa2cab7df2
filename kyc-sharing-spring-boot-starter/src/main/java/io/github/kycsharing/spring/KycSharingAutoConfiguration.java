package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.signing.RequestSigner;
import io.github.kycsharing.transport.ExchangeTransport;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes a {@link KycSharingClient} from the properties under {@code kyc-sharing}, unless the application defines one or
 * {@code kyc-sharing.enabled} is false. A {@link RequestSigner} or an {@link ExchangeTransport} of the application is used
 * in place of the secret or the built-in HTTP client.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KycSharingProperties.class)
public final class KycSharingAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycSharingAutoConfiguration() {}

    // The properties are checked here and not when they are bound: an application with its own client need not have
    // any.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(KycSharingClient.class)
    static final class ClientConfiguration {
        @Bean
        @ConditionalOnMissingBean
        RequestSigner kycSharingRequestSigner(KycSharingProperties properties) {
            return RequestSigner.hmacSha256(ConfiguredClient.secret(properties));
        }

        @Bean(destroyMethod = "close")
        KycSharingClient kycSharingClient(
                KycSharingProperties properties,
                RequestSigner signer,
                ObjectProvider<ExchangeTransport> transport,
                ObjectProvider<ClientObserverFactory> observers,
                ObjectProvider<KycSharingClientBuilderCustomizer> customizers) {
            KycSharingClientBuilder builder =
                    ConfiguredClient.builder(properties).signer(signer);
            transport.ifAvailable(builder::transport);
            ObservedClient observed = new ObservedClient(
                    "default",
                    String.valueOf(properties.bizEntityKey()),
                    Objects.requireNonNull(properties.brokerType()),
                    properties.baseUrl());
            observers.orderedStream().forEach(factory -> builder.observer(factory.observerFor(observed)));
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return builder.build();
        }
    }
}
