package io.github.kycsharing.spring;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Lists the broker types in the spelling of the documentation, in place of the enum constants that Spring Boot lists. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokerTypeFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final String PREFIX = "kyc-sharing.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String property = cause.getName().toString();
        if (cause.getTarget().getType().resolve() != BrokerType.class || !property.startsWith(PREFIX)) {
            return null;
        }
        ConfigurationErrors errors = new ConfigurationErrors();
        errors.add(
                property.substring(PREFIX.length()),
                "is not one of " + spellings(", "),
                "Set %s to " + spellings(" or ") + ".");
        return KycSharingConfigurationFailureAnalyzer.analysis(errors.all(), cause);
    }

    /** The spelling of the documentation: lower-case, with dashes. */
    static String spellings(String separator) {
        return Arrays.stream(BrokerType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(separator));
    }
}
