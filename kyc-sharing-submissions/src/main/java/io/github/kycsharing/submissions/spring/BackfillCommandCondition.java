package io.github.kycsharing.submissions.spring;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether this start of the application runs a back-fill. */
final class BackfillCommandCondition extends SpringBootCondition {
    static final String PREFIX = "kyc-sharing.backfill.";

    private static final List<String> STARTING = List.of("name", "client", "file", "dry-run", "wait");
    private static final List<String> OTHER = List.of("format", "time-window", "zone", "report-directory");

    static boolean isCommand(Environment environment) {
        return STARTING.stream().anyMatch(option -> environment.containsProperty(PREFIX + option));
    }

    static boolean isOption(String property) {
        String name = property.substring(PREFIX.length());
        return STARTING.contains(name) || OTHER.contains(name) || name.startsWith("columns");
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return new ConditionOutcome(
                isCommand(context.getEnvironment()),
                ConditionMessage.forCondition("back-fill").because("it depends on the options of a back-fill"));
    }
}
