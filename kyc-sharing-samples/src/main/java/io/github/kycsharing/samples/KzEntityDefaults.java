package io.github.kycsharing.samples;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A second entity, for {@code POST /kyc/kz}: the client {@code kz}. The simulated exchange knows it by an example key and secret. Another
 * exchange does not, so the client exists there only with a key of its own. It would poll with wrong credentials otherwise.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class KzEntityDefaults implements EnvironmentPostProcessor {
    private static final String KZ = "kyc-sharing.clients.kz.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        if (!environment.containsProperty("kyc-sharing.base-url")) {
            defaults.put(KZ + "biz-entity-key", "KZBROKERKEY");
            defaults.put(KZ + "secret", "the-secret-of-the-sample-kz-entity");
            defaults.put(KZ + "broker-type", "kz-entity");
        } else if (environment.containsProperty(KZ + "biz-entity-key")) {
            defaults.put(KZ + "broker-type", "kz-entity");
        } else {
            return;
        }
        environment.getPropertySources().addLast(new MapPropertySource("kzEntityDefaults", defaults));
    }
}
