package io.github.kycsharing.spring.internal;

import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the errors of the configuration, so that one start reports all of them. */
public final class ConfigurationErrors {
    private static final String PREFIX = "kyc-sharing.";

    // A set: an error in a property that all clients inherit is one error.
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Creates an empty collection. */
    public ConfigurationErrors() {}

    /**
     * Adds an error.
     *
     * @param property the property's name after {@code kyc-sharing.}
     * @param what the error, in words that follow the name
     * @param action what to set, with {@code %s} as the placeholder of the full property name
     */
    public void add(String property, String what, String action) {
        String name = PREFIX + property;
        found.add(new Problem(name, what, action.replace("%s", name)));
    }

    /**
     * Requires a text, and adds an error if it is missing or blank.
     *
     * @param text the value
     * @param action what to set, with {@code %s} as the placeholder of the full property name
     * @return whether there is text
     */
    public boolean requireText(PropertyValue<String> text, String action) {
        String value = text.value();
        boolean hasText = value != null && !value.isBlank();
        if (!hasText) {
            add(text.property(), value == null ? "is not set" : "is blank", action);
        }
        return hasText;
    }

    /**
     * Applies a value to a client's builder and adds its rejection as an error, so that ranges are defined in the builder only.
     *
     * @param property the property's name after {@code kyc-sharing.}
     * @param apply rejects the value with an {@link IllegalArgumentException} that does not quote a secret
     * @param action what to set, with {@code %s} as the placeholder of the full property name
     */
    public void attempt(String property, Runnable apply, String action) {
        try {
            apply.run();
        } catch (IllegalArgumentException e) {
            add(property, "cannot be used: " + e.getMessage(), action);
        }
    }

    /**
     * Throws if there are errors.
     *
     * @throws InvalidKycSharingConfigurationException if there is at least one
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidKycSharingConfigurationException(all());
        }
    }

    /**
     * The errors so far.
     *
     * @return each error once, in the order of detection
     */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
