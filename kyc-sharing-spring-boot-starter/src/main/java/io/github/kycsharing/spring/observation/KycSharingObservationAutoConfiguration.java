package io.github.kycsharing.spring.observation;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Creates a Micrometer observation for each call and each attempt, if there is an {@link ObservationRegistry}. */
@AutoConfiguration(before = KycSharingAutoConfiguration.class, after = ObservationAutoConfiguration.class)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KycSharingObservationProperties.class)
public final class KycSharingObservationAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "kycSharingObservedDelivery")
    @Order(0)
    ObservedDelivery kycSharingObservedDelivery(
            ObservationRegistry registry,
            ObjectProvider<KycSharingCallObservationConvention> callConvention,
            ObjectProvider<KycSharingAttemptObservationConvention> attemptConvention,
            KycSharingObservationProperties properties) {
        return new ObservedDelivery(
                registry,
                callConvention.getIfAvailable(),
                attemptConvention.getIfAvailable(),
                properties.propagateTrace());
    }
}
