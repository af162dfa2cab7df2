package io.github.kycsharing.submissions.spring;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** An application that runs a back-fill has no web server, so that it needs no port. */
@Order(Ordered.LOWEST_PRECEDENCE)
final class BackfillCommandEnvironment implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (BackfillCommandCondition.isCommand(environment)) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "kycSharingBackfillCommand", Map.of("spring.main.web-application-type", "none")));
        }
    }
}
