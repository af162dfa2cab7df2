package io.github.kycsharing.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * One client of the application. The starter registers a definition as a bean for each client, so that definitions can be
 * listed without creating a client.
 *
 * @param name the client's name, {@link #UNNAMED} for the client that has none in the configuration
 * @param beanName the name of the client's bean
 * @param origin who creates the client
 * @param properties the client's properties
 * @param details supplies the connection details, which an application's bean may provide
 */
record ClientDefinition(
        String name,
        String beanName,
        Origin origin,
        ClientProperties properties,
        Supplier<KycSharingConnectionDetails> details) {
    /** The name of the client that has no name in the configuration. */
    static final String UNNAMED = "default";

    private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("kyc-sharing.clients");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    /** Who creates a client. */
    enum Origin {
        /** The starter creates it from properties. */
        PROPERTIES,
        /** The application defines the bean itself. */
        APPLICATION
    }

    /** The client names in the configuration. Reads no values, since they may not be known yet. */
    static List<String> namesIn(Environment environment) {
        Map<String, String> names = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(CLIENTS::isAncestorOf)
                        .map(name ->
                                name.getElement(CLIENTS.getNumberOfElements(), ConfigurationPropertyName.Form.ORIGINAL))
                        // Environment variables have no dashes: names that differ only in dashes are one client.
                        .forEach(name -> names.merge(name.replace("-", ""), name, ClientDefinition::dashed));
            }
        }
        return names.values().stream().sorted().toList();
    }

    static String clientBean(String name) {
        return "kycSharingClient-" + name;
    }

    static String validatorBean(String name) {
        return "kycSharingValidator-" + name;
    }

    static String connectionDetailsBean(String name) {
        return "kycSharingConnectionDetails-" + name;
    }

    static String definitionBean(String name) {
        return "kycSharingClientDefinition-" + name;
    }

    KycSharingConnectionDetails connectionDetails() {
        return details.get();
    }

    boolean isUnnamed() {
        return name.equals(UNNAMED);
    }

    /** Whether the name is allowed. Only the name of a client under {@code kyc-sharing.clients} can be invalid. */
    boolean hasValidName() {
        boolean isFromClients = beanName.equals(clientBean(name));
        return !isFromClients || (NAME.matcher(name).matches() && !isUnnamed());
    }

    private static String dashed(String one, String other) {
        return one.length() >= other.length() ? one : other;
    }
}
