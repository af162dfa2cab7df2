package io.github.kycsharing.spring.notification;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Remembers whose status is awaited, if notifications are received or statuses are reconciled. Each client from the configuration
 * notes its customers down before it sends them, in memory unless there is another {@link KycStatusStore}.
 */
@AutoConfiguration(before = KycSharingAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
@Conditional(OnStatusTracking.class)
public final class KycStatusTrackingAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycStatusTrackingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(KycStatusStore.class)
    InMemoryKycStatusStore kycStatusStore() {
        return new InMemoryKycStatusStore(Clock.systemUTC());
    }

    @Bean
    StatusConfirmation kycStatusConfirmation(KycStatusStore store, ApplicationEventPublisher events) {
        return new StatusConfirmation(store, events);
    }

    @Bean
    KycSharingClientBuilderCustomizer kycStatusTracking(KycStatusStore store) {
        return (clientName, builder) -> builder.beforeSend(request -> store.track(KycCustomer.of(request)));
    }
}
