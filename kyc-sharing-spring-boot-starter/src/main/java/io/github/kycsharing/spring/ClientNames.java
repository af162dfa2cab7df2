package io.github.kycsharing.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/** What the clients of the configuration are called. Values are not looked at: they may not be known yet. */
final class ClientNames {
    /** The name of the client that has no name in the configuration. */
    static final String SINGLE = "default";

    private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("kyc-sharing.clients");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private ClientNames() {}

    static List<String> of(Environment environment) {
        Map<String, String> names = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream()
                        .filter(CLIENTS::isAncestorOf)
                        .map(name ->
                                name.getElement(CLIENTS.getNumberOfElements(), ConfigurationPropertyName.Form.ORIGINAL))
                        // An environment variable has no dashes: what differs by them only is one client.
                        .forEach(name -> names.merge(name.replace("-", ""), name, ClientNames::dashed));
            }
        }
        return names.values().stream().sorted().toList();
    }

    static String clientBean(String name) {
        return name + "KycSharingClient";
    }

    static String connectionDetailsBean(String name) {
        return name + "KycSharingConnectionDetails";
    }

    static String registrationBean(String name) {
        return name + "KycSharingClientRegistration";
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(SINGLE);
    }

    private static String dashed(String one, String other) {
        return one.length() >= other.length() ? one : other;
    }
}
