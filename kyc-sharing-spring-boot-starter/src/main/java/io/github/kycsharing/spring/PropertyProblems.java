package io.github.kycsharing.spring;

import io.github.kycsharing.spring.InvalidKycSharingConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the properties, so that one start names all of it. */
final class PropertyProblems {
    private static final String PREFIX = "kyc-sharing.";

    private final List<Problem> found = new ArrayList<>();

    void add(String property, String what, String remedy) {
        found.add(new Problem(PREFIX + property, what, remedy));
    }

    boolean hasText(String property, @Nullable String value, String remedy) {
        boolean text = value != null && !value.isBlank();
        if (!text) {
            add(property, value == null ? "is not set" : "is blank", remedy);
        }
        return text;
    }

    /** Takes a value over into the client, whose refusal is the property's problem: its ranges stand there and only there. */
    void attempt(String property, Runnable takeOver, String remedy) {
        try {
            takeOver.run();
        } catch (IllegalArgumentException e) {
            add(property, "cannot be used: " + e.getMessage(), remedy);
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidKycSharingConfigurationException(found);
        }
    }
}
