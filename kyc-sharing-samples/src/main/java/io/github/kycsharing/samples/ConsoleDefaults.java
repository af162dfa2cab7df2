package io.github.kycsharing.samples;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches the console on for the simulated exchange, with short times, so that the desk has something of each kind soon. With another
 * exchange the console is off, unless the configuration switches it on and has a user. A broker's application needs no such class.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class ConsoleDefaults implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.containsProperty("kyc-sharing.base-url")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "consoleDefaults",
                            Map.of(
                                    "kyc-sharing.console.enabled",
                                    true,
                                    "kyc-sharing.submissions.delivery.unresolved-after",
                                    "45s",
                                    "kyc-sharing.submissions.delivery.resume-within",
                                    "10s",
                                    "kyc-sharing.submissions.delivery.max-backoff",
                                    "5s",
                                    "kyc-sharing.submissions.publication.max-backoff",
                                    "2s",
                                    "kyc-sharing.information-requests.interval",
                                    "5s")));
        }
    }
}
