package io.github.kycsharing.spring;

import io.github.kycsharing.spring.internal.SharingEntities;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Makes a client of each name under {@code kyc-sharing.clients}, and lets all clients be found by name or by entity. */
@AutoConfiguration(after = KycSharingAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@Import(NamedClientsRegistrar.class)
public final class KycSharingClientsAutoConfiguration {
    /** Makes the auto-configuration. */
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
