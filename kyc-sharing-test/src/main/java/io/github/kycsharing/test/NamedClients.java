package io.github.kycsharing.test;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The clients that the application has configured by name, so that none of them talks to the real exchange in a test. */
final class NamedClients {
    private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("kyc-sharing.clients");

    private final Environment environment;
    private final Set<String> names = new TreeSet<>();

    private NamedClients(Environment environment) {
        this.environment = environment;
    }

    static NamedClients in(Environment environment) {
        NamedClients clients = new NamedClients(environment);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(CLIENTS::isAncestorOf)
                        .map(name -> name.getElement(CLIENTS.getNumberOfElements(), Form.ORIGINAL))
                        .forEach(clients.names::add);
            }
        }
        return clients;
    }

    void register(DynamicPropertyRegistry registry, KycExchangeSimulator exchange) {
        for (String name : names) {
            String prefix = "kyc-sharing.clients." + name + ".";
            registry.add(prefix + "base-url", exchange::baseUrl);
            exchange.entities().stream()
                    .filter(entity -> entity.bizEntityKey().equals(environment.getProperty(prefix + "biz-entity-key")))
                    .forEach(entity -> {
                        registry.add(prefix + "secret", entity::secret);
                        registry.add(
                                prefix + "broker-type",
                                () -> entity.brokerType().name());
                    });
        }
    }
}
