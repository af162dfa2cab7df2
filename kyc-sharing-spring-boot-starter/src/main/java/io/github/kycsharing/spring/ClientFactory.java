package io.github.kycsharing.spring;

import io.github.kycsharing.KycSharingClient;
import io.github.kycsharing.KycSharingClientBuilder;
import io.github.kycsharing.spi.RequestSigner;
import io.github.kycsharing.spring.ClientDefinition.Origin;
import io.github.kycsharing.spring.internal.ConfigurationErrors;
import io.github.kycsharing.spring.internal.UnknownProperties;
import io.github.kycsharing.validation.KycValidator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Creates the clients of the configuration. Checks the configuration of all clients before it creates the first one, so that
 * one start reports all errors. Does not check earlier, because an application that defines its own clients needs no properties.
 */
final class ClientFactory implements SmartInitializingSingleton {
    private final KycSharingProperties properties;
    private final Environment environment;
    private final Binder binder;
    private final ConfigurableListableBeanFactory beans;
    private final QualifiedBeans qualified;
    private @Nullable Map<String, ClientConfigurer> configurers;

    ClientFactory(KycSharingProperties properties, Environment environment, ConfigurableListableBeanFactory beans) {
        this.properties = properties;
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.beans = beans;
        this.qualified = new QualifiedBeans(beans);
    }

    ClientDefinition definition(String name, String beanName, Origin origin) {
        ClientProperties own = ClientProperties.of(properties, name, this::isEmpty);
        return new ClientDefinition(name, beanName, origin, own, () -> findConnectionDetails(name, own));
    }

    /** The definitions of all clients that the starter knows by name. */
    List<ClientDefinition> definitions() {
        return beans.getBeanProvider(ClientDefinition.class).stream().toList();
    }

    /** The connection details from the properties. */
    KycSharingConnectionDetails connectionDetails(String name) {
        return new PropertiesConnectionDetails(ClientProperties.of(properties, name, this::isEmpty), binder);
    }

    /** The definition of a client that the starter knows by name. */
    Optional<ClientDefinition> find(String name) {
        return definitions().stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst();
    }

    KycSharingClient client(String name) {
        return configured(name).build();
    }

    /** The validator of a client, which needs neither its secret nor the exchange. */
    KycValidator validator(String name) {
        return configured(name).buildValidator();
    }

    private KycSharingClientBuilder configured(String name) {
        ClientConfigurer configurer = configurers().get(name);
        if (configurer == null) {
            throw new IllegalStateException("The configuration has no KYC sharing client " + name);
        }
        return configurer.configured();
    }

    /** The signer of a client, created by the starter or by the application. */
    RequestSigner signer(ClientDefinition definition) {
        return configurer(definition).signer();
    }

    /** Checks property names even if the application defines all clients: other parts of the starter have properties too. */
    @Override
    public void afterSingletonsInstantiated() {
        ConfigurationErrors errors = new ConfigurationErrors();
        UnknownProperties.report(environment, errors);
        errors.throwIfAny();
        UnknownProperties.warn(environment);
    }

    private boolean isEmpty(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid("kyc-sharing." + property);
        return name != null
                && binder.bind(name, Bindable.of(String.class))
                        .map(String::isEmpty)
                        .orElse(false);
    }

    /** The application's connection details for the client, or those from the properties. */
    private KycSharingConnectionDetails findConnectionDetails(String name, ClientProperties own) {
        Optional<KycSharingConnectionDetails> found = name.equals(ClientDefinition.UNNAMED)
                ? qualified.unqualified(KycSharingConnectionDetails.class, names())
                : qualified.find(KycSharingConnectionDetails.class, name);
        return found.orElseGet(() -> new PropertiesConnectionDetails(own, binder));
    }

    /** The names of the named clients. */
    private List<String> names() {
        return definitions().stream()
                .filter(definition -> !definition.isUnnamed())
                .map(ClientDefinition::name)
                .toList();
    }

    private ClientConfigurer configurer(ClientDefinition definition) {
        return new ClientConfigurer(definition, beans, names(), environment, properties.loopbackOnly());
    }

    private synchronized Map<String, ClientConfigurer> configurers() {
        if (configurers == null) {
            configurers = configureAll();
        }
        return configurers;
    }

    private Map<String, ClientConfigurer> configureAll() {
        ConfigurationErrors errors = new ConfigurationErrors();
        UnknownProperties.report(environment, errors);
        Map<String, ClientConfigurer> configured = new LinkedHashMap<>();
        Map<String, String> owners = new LinkedHashMap<>();
        for (ClientDefinition definition : definitions()) {
            if (definition.origin() == Origin.PROPERTIES) {
                requireValidName(definition, errors);
                configured.put(definition.name(), configurer(definition).applyProperties(errors));
                requireDistinctKey(definition, owners, errors);
            }
        }
        errors.throwIfAny();
        return configured;
    }

    private static void requireValidName(ClientDefinition definition, ConfigurationErrors errors) {
        if (!definition.hasValidName()) {
            errors.add(
                    "clients." + definition.name(),
                    "is not a valid client name",
                    "Rename %s: lower-case letters, digits and dashes, beginning with a letter; not \"default\".");
        }
    }

    private static void requireDistinctKey(
            ClientDefinition definition, Map<String, String> owners, ConfigurationErrors errors) {
        String property = definition.properties().bizEntityKey().property();
        String key = definition.connectionDetails().getBizEntityKey();
        String first = key.isBlank() ? null : owners.putIfAbsent(key, property);
        if (first != null) {
            errors.add(
                    property,
                    "is the same as kyc-sharing." + first,
                    "Set %s to the key of another entity, or remove one of the two clients.");
        }
    }
}
