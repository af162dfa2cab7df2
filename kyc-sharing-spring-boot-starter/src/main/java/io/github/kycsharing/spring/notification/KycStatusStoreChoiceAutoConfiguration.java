package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.notification.KycStatusStoreProperties.StoreType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Refuses to remember in memory what was to be remembered in a database. */
@AutoConfiguration(after = KycStatusTrackingAutoConfiguration.class)
@ConditionalOnBean(KycStatusStore.class)
@EnableConfigurationProperties(KycStatusStoreProperties.class)
public final class KycStatusStoreChoiceAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycStatusStoreChoiceAutoConfiguration() {}

    @Bean
    SmartInitializingSingleton kycStatusStoreChoice(
            KycStatusStoreProperties properties, ObjectProvider<InMemoryKycStatusStore> inMemory) {
        return () -> {
            if (properties.type() == StoreType.JDBC && inMemory.getIfAvailable() != null) {
                throw new KycStatusSetupException(
                        "kyc-sharing.status-store.type is jdbc, and there is no data source to use, or there are several"
                                + " of which none is primary.",
                        "Add spring-boot-starter-jdbc and set spring.datasource, or mark one data source as @Primary.");
            }
        };
    }
}
