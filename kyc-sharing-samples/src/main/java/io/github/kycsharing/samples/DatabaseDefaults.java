package io.github.kycsharing.samples;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The default database: a file in {@link BrokerDirectory}, which survives a restart. A broker's application sets
 * {@code spring.datasource} and needs no such class.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class DatabaseDefaults implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        BrokerDirectory.of(environment)
                .map(BrokerDirectory::create)
                .ifPresent(directory -> environment
                        .getPropertySources()
                        .addLast(new MapPropertySource(
                                "databaseDefaults", Map.of("spring.datasource.url", directory.databaseUrl()))));
    }
}
