package io.github.kycsharing.submissions.spring;

import static org.springframework.core.env.CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/** An application that runs a back-fill has no web server, so that it needs no port. */
@Order(Ordered.LOWEST_PRECEDENCE)
final class BackfillCommandEnvironment implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        requireKnownOptions(environment);
        if (BackfillCommandCondition.isCommand(environment)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "kycSharingBackfillCommand",
                            Map.of(
                                    "spring.main.web-application-type",
                                    "none",
                                    // Others receive them.
                                    "kyc-sharing.notifications.receiver.enabled",
                                    "false")));
        }
    }

    /** A misspelt option would otherwise have no effect. */
    private static void requireKnownOptions(ConfigurableEnvironment environment) {
        if (environment.getPropertySources().get(COMMAND_LINE_PROPERTY_SOURCE_NAME)
                instanceof EnumerablePropertySource<?> options) {
            for (String option : options.getPropertyNames()) {
                if (option.startsWith(BackfillCommandCondition.PREFIX) && !BackfillCommandCondition.isOption(option)) {
                    throw new BackfillUsageException("There is no option --" + option);
                }
            }
        }
    }
}
