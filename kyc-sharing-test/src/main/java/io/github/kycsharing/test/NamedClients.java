package io.github.kycsharing.test;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** The named clients of the application, so that none of them calls the real exchange in a test. */
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

    void applyTo(
            Map<String, Supplier<?>> properties, Function<Function<KycExchangeSimulator, ?>, Supplier<?>> ofExchange) {
        for (String name : names) {
            String prefix = "kyc-sharing.clients." + name + ".";
            properties.put(prefix + "base-url", ofExchange.apply(KycExchangeSimulator::baseUrl));
            putOwn(properties, ofExchange, prefix + "secret", prefix, ExchangeEntity::secret);
            putOwn(
                    properties,
                    ofExchange,
                    prefix + "broker-type",
                    prefix,
                    entity -> entity.brokerType().name());
        }
    }

    /** Sets secret and broker type if the exchange knows the entity. Otherwise the values are null, and the configuration applies. */
    private void putOwn(
            Map<String, Supplier<?>> properties,
            Function<Function<KycExchangeSimulator, ?>, Supplier<?>> ofExchange,
            String property,
            String prefix,
            Function<ExchangeEntity, String> value) {
        properties.put(
                property,
                ofExchange.apply(exchange -> exchange.entities().stream()
                        .filter(entity ->
                                entity.bizEntityKey().equals(environment.getProperty(prefix + "biz-entity-key")))
                        .findFirst()
                        .map(value)
                        .orElse(null)));
    }
}
