package io.github.kycsharing.spring.internal;

import io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with the properties, so that one start names all of it. */
public final class ConfigurationErrors {
    private static final String PREFIX = "kyc-sharing.";

    // What all clients inherit is wrong once.
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Begins a check. */
    public ConfigurationErrors() {}

    /**
     * Notes what is wrong.
     *
     * @param property the property's name after {@code kyc-sharing.}
     * @param what what is wrong, in words that follow the name
     * @param action what to set, where {@code %s} stands for the property's whole name
     */
    public void add(String property, String what, String action) {
        String name = PREFIX + property;
        found.add(new Problem(name, what, action.replace("%s", name)));
    }

    /**
     * Notes a text that is not there.
     *
     * @param setting what is set
     * @param action what to set, where {@code %s} stands for the property's whole name
     * @return whether there is text
     */
    public boolean requireText(PropertyValue<String> setting, String action) {
        String value = setting.value();
        boolean text = value != null && !value.isBlank();
        if (!text) {
            add(setting.property(), value == null ? "is not set" : "is blank", action);
        }
        return text;
    }

    /**
     * Takes a value over into the client, whose refusal is the property's problem: its ranges stand there and only there.
     *
     * @param property the property's name after {@code kyc-sharing.}
     * @param apply refuses with an {@link IllegalArgumentException} that does not quote a secret
     * @param action what to set, where {@code %s} stands for the property's whole name
     */
    public void attempt(String property, Runnable apply, String action) {
        try {
            apply.run();
        } catch (IllegalArgumentException e) {
            add(property, "cannot be used: " + e.getMessage(), action);
        }
    }

    /**
     * Ends the check.
     *
     * @throws InvalidKycSharingConfigurationException if anything is wrong
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidKycSharingConfigurationException(all());
        }
    }

    /**
     * What has been noted so far.
     *
     * @return each once, in the order in which it was found
     */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
