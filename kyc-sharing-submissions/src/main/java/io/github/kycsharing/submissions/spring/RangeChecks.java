package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.spring.internal.ConfigurationErrors;
import java.time.Duration;

/** Checks ranges of properties. */
final class RangeChecks {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final String parent;
    private final ConfigurationErrors errors = new ConfigurationErrors();

    /** Checks properties whose names begin with {@code kyc-sharing.} and this. */
    RangeChecks(String parent) {
        this.parent = parent;
    }

    /** Reports an error; the action names the property by {@code %s}. */
    void add(String property, String problem, String action) {
        errors.add(parent + property, problem, action);
    }

    /**
     * Throws what was reported.
     *
     * @throws io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException if there is any error
     */
    void throwIfAny() {
        errors.throwIfAny();
    }

    void check(String property, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            outOfRange(property, text(min) + " to " + text(max));
        }
    }

    void check(String property, int value, int min, int max) {
        if (value < min || value > max) {
            outOfRange(property, min + " to " + max);
        }
    }

    private void outOfRange(String property, String range) {
        add(property, "is out of range", "Set %s to " + range + ".");
    }

    /** As a property is written. */
    private static String text(Duration duration) {
        if (duration.toMillis() % SECOND.toMillis() != 0) {
            return duration.toMillis() + "ms";
        }
        boolean isDays = !duration.isZero() && duration.toSeconds() % DAY.toSeconds() == 0;
        return isDays ? duration.toDays() + "d" : duration.toSeconds() + "s";
    }
}
