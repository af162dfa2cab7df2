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

/** Names the kinds of brokers as the documentation writes them, where Spring Boot would list the constants of the enum. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokerTypeFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final String PREFIX = "kyc-sharing.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String property = cause.getName().toString();
        if (cause.getTarget().getType().resolve() != BrokerType.class || !property.startsWith(PREFIX)) {
            return null;
        }
        ConfigurationErrors problems = new ConfigurationErrors();
        problems.add(
                property.substring(PREFIX.length()),
                "is none of " + spellings(", "),
                "Set %s to " + spellings(" or ") + ".");
        return KycSharingConfigurationFailureAnalyzer.analysis(problems.all(), cause);
    }

    /** As in the documentation: lower-case, with dashes. */
    static String spellings(String separator) {
        return Arrays.stream(BrokerType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(separator));
    }
}
