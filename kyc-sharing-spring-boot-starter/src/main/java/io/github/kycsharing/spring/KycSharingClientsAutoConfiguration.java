package io.github.kycsharing.spring;

import io.github.kycsharing.spring.internal.SharingEntities;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Creates a client for each name under {@code kyc-sharing.clients}, and finds clients by name or entity. */
@AutoConfiguration(after = KycSharingAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@Import(NamedClientsRegistrar.class)
public final class KycSharingClientsAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingClientsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    KycSharingClients kycSharingClients(ClientFactory factory, ConfigurableListableBeanFactory beans) {
        return new ClientRegistry(factory, beans);
    }

    @Bean
    SharingEntities kycSharingEntities(ClientFactory factory, ConfigurableListableBeanFactory beans) {
        return new ClientRegistry(factory, beans)::entities;
    }
}
