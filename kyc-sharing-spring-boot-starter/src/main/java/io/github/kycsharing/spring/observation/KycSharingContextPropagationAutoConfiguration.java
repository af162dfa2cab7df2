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

/** Propagates the caller's context (observation, trace, MDC, all registered accessors) to asynchronous calls. */
@AutoConfiguration(before = KycSharingAutoConfiguration.class)
@ConditionalOnClass(ContextSnapshotFactory.class)
@ConditionalOnBooleanProperty(name = "kyc-sharing.enabled", matchIfMissing = true)
public final class KycSharingContextPropagationAutoConfiguration {
    /** Creates the auto-configuration. */
    public KycSharingContextPropagationAutoConfiguration() {}

    // First, so that an application's customizer overrides it.
    @Bean
    @ConditionalOnMissingBean(name = "kycSharingContextPropagationCustomizer")
    @Order(Ordered.HIGHEST_PRECEDENCE)
    KycSharingClientBuilderCustomizer kycSharingContextPropagationCustomizer() {
        CallerContext context = new CallerContext();
        return (clientName, builder) -> builder.contextPropagation(context::carry);
    }
}
