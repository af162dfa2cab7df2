package io.github.kycsharing.spring.observation;

import io.github.kycsharing.spring.KycSharingAutoConfiguration;
import io.github.kycsharing.spring.KycSharingClientBuilderCustomizer;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Lets the caller's context (observation, trace, MDC, whatever is registered) follow an asynchronous call to its thread. */
@AutoConfiguration(before = KycSharingAutoConfiguration.class)
@ConditionalOnClass(ContextSnapshotFactory.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
public final class KycSharingContextPropagationAutoConfiguration {
    /** Makes the auto-configuration. */
    public KycSharingContextPropagationAutoConfiguration() {}

    // First, so that an application's own way of doing it wins.
    @Bean
    @ConditionalOnMissingBean(name = "kycSharingContextPropagationCustomizer")
    @Order(Ordered.HIGHEST_PRECEDENCE)
    KycSharingClientBuilderCustomizer kycSharingContextPropagationCustomizer() {
        CallerContext context = new CallerContext();
        return (clientName, builder) -> builder.contextPropagation(context::carry);
    }
}
