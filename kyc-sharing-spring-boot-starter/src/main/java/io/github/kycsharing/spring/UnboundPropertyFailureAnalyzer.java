package io.github.kycsharing.spring;

import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.UnknownProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Suggests the nearest property where Spring Boot itself rejects an unknown one: in the elements of a list. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnboundPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        ConfigurationErrors errors = new ConfigurationErrors();
        UnknownProperties.report(
                cause.getUnboundProperties().stream()
                        .map(ConfigurationProperty::getName)
                        .toList(),
                errors);
        return errors.all().isEmpty() ? null : KycSharingConfigurationFailureAnalyzer.analysis(errors.all(), cause);
    }
}
