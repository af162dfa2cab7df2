package io.github.kycsharing.spring;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Recognises the secrets of the configuration by name and by value: {@code secret: ${SG_KYC_SECRET}} is in the environment
 * under another name too, and a command line or URL contains it within a longer text. Collects the secrets from all sources
 * each time, since they change; a former secret is still masked.
 */
final class SecretValues {
    // Shorter secrets are masked only as a whole value. Within other values they would mask nearly everything.
    private static final int MIN_CONTAINED = 4;
    private static final int MAX_REMEMBERED = 1000;
    private static final String CREDENTIALS = "((clients\\..+\\.)?(secret|proxy\\.(username|password))"
            + "|notifications\\.(previous\\.?)?token\\.?secrets?.*|submissions\\.encryption\\.keyset)";
    private static final Pattern NAME = Pattern.compile("kyc\\.?sharing\\." + CREDENTIALS);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:${}]+)");

    private final ConfigurableEnvironment environment;
    private final Supplier<Stream<String>> others;
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();

    SecretValues(ConfigurableEnvironment environment, Supplier<Stream<String>> others) {
        this.environment = environment;
        this.others = others;
        collect(new HashSet<>());
    }

    boolean isSecret(String key, @Nullable Object value) {
        if (NAME.matcher(plain(key)).matches()) {
            return true;
        }
        if (value == null) {
            return false;
        }
        Set<String> whole = new HashSet<>();
        collect(whole);
        String text = String.valueOf(value);
        return whole.contains(text.strip())
                || Stream.concat(remembered.stream(), others.get()).anyMatch(secret -> isIn(text, secret));
    }

    private static boolean isIn(String text, String secret) {
        if (secret.length() < MIN_CONTAINED) {
            return text.strip().equals(secret);
        }
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return text.contains(secret) || text.contains(encoded) || text.contains(encoded.replace("+", "%20"));
    }

    /**
     * Remembers the secrets, and adds values that count only as a whole: user names, and the parts that a secret is composed
     * of.
     */
    private void collect(Set<String> whole) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String name : enumerable.getPropertyNames()) {
                    String plain = plain(name);
                    if (NAME.matcher(plain).matches()) {
                        collect(plain, source.getProperty(name), whole);
                    }
                }
            }
        }
        for (String name :
                new String[] {"kyc-sharing.notifications.token-secret", "kyc-sharing.submissions.encryption.keyset"}) {
            collect(plain(name), environment.getProperty(name), whole);
        }
        collectNamed("kyc-sharing.", whole);
        ClientDefinition.namesIn(environment)
                .forEach(client -> collectNamed("kyc-sharing.clients." + client + ".", whole));
    }

    /** Reads sources that cannot list their property names. */
    private void collectNamed(String prefix, Set<String> whole) {
        for (String name : new String[] {"secret", "proxy.username", "proxy.password"}) {
            collect(plain(prefix + name), environment.getProperty(prefix + name), whole);
        }
    }

    private void collect(String plainName, @Nullable Object value, Set<String> whole) {
        String raw = value == null ? "" : String.valueOf(value);
        if (raw.isBlank() || raw.contains("${random.")) {
            return; // its values differ on each read, so they occur nowhere else
        }
        PLACEHOLDER.matcher(raw).results().forEach(match -> {
            String part = environment.getProperty(match.group(1));
            if (part != null && !part.isBlank()) {
                whole.add(part.strip());
            }
        });
        String resolved = environment.resolvePlaceholders(raw).strip();
        if (plainName.endsWith("username")) {
            whole.add(resolved);
        } else if (remembered.size() < MAX_REMEMBERED) {
            remembered.add(resolved);
        } else {
            whole.add(resolved);
        }
    }

    /** Keys keep the spelling of their source: environment variables and camel case occur. */
    private static String plain(String key) {
        return key.length() < "kyc".length() || !key.regionMatches(true, 0, "kyc", 0, "kyc".length())
                ? ""
                : key.replace("-", "").replace('_', '.').toLowerCase(Locale.ROOT);
    }
}
