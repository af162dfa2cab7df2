package io.github.kycsharing.spring.internal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds properties under {@code kyc-sharing} that do not exist: a typo would silently leave the default in force. Environment
 * variables and system properties may belong to other software, so they only cause a warning.
 */
public final class UnknownProperties {
    private static final Logger log = LoggerFactory.getLogger(UnknownProperties.class);
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("kyc-sharing");
    private static final String PLAIN_PREFIX = KnownProperties.uniform(PREFIX.toString());

    private UnknownProperties() {}

    /**
     * The classes that properties are bound to. Their components are the known properties.
     *
     * @return records
     */
    public static Set<Class<?>> types() {
        return new KnownProperties().types();
    }

    /**
     * Reports unknown properties of all sources but environment variables and system properties.
     *
     * @param environment the configuration
     * @param errors receives an error for each
     */
    public static void report(Environment environment, ConfigurationErrors errors) {
        report(names(environment, source -> !isSystems(source)), errors);
    }

    /**
     * Reports the names that are under {@code kyc-sharing} and unknown.
     *
     * @param names any names
     * @param errors receives an error for each
     */
    public static void report(Collection<ConfigurationPropertyName> names, ConfigurationErrors errors) {
        KnownProperties known = new KnownProperties();
        for (ConfigurationPropertyName name : names) {
            if (PREFIX.isAncestorOf(name) && !known.contains(name)) {
                String nearest = known.nearest(name);
                errors.add(
                        withoutPrefix(name),
                        "does not exist; the nearest is " + nearest,
                        "Set " + nearest + " in place of %s, or remove %s.");
            }
        }
    }

    /**
     * Logs a warning about unknown environment variables and system properties.
     *
     * @param environment the configuration
     */
    public static void warn(Environment environment) {
        KnownProperties known = new KnownProperties();
        Set<String> unknown = new TreeSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> underlying
                    && isSystems(underlying)) {
                for (String name : underlying.getPropertyNames()) {
                    String plain = KnownProperties.uniform(name);
                    if (plain.startsWith(PLAIN_PREFIX)
                            && plain.length() > PLAIN_PREFIX.length()
                            && !known.containsVariable(name)) {
                        unknown.add(name);
                    }
                }
            }
        }
        if (!unknown.isEmpty()) {
            log.warn("Unknown properties of kyc-sharing, ignored: {}", String.join(", ", unknown));
        }
    }

    private static Set<ConfigurationPropertyName> names(
            Environment environment, Predicate<PropertySource<?>> condition) {
        Set<ConfigurationPropertyName> names = new LinkedHashSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable
                    && source.getUnderlyingSource() instanceof PropertySource<?> underlying
                    && condition.test(underlying)) {
                iterable.stream().filter(PREFIX::isAncestorOf).forEach(names::add);
            }
        }
        return names;
    }

    private static boolean isSystems(PropertySource<?> source) {
        return source instanceof SystemEnvironmentPropertySource
                || source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    private static String withoutPrefix(ConfigurationPropertyName name) {
        return name.toString().substring(PREFIX.toString().length() + 1);
    }
}
