package io.github.kycsharing.console.spring;

import io.github.kycsharing.spring.internal.ConfigurationErrors;
import java.time.Duration;
import java.util.regex.Pattern;

/** Checks the ranges of the console's properties, so that one start reports all errors. */
final class ConsolePropertyRanges {
    private static final String PARENT = "console.";
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final String ROLE_PREFIX = "ROLE_";
    private static final Duration MIN_REFRESH = Duration.ofSeconds(1);
    private static final Duration MAX_REFRESH = Duration.ofMinutes(1);
    private static final int MAX_STREAMS = 10_000;
    private static final int MAX_ROWS = 1_000_000;

    private ConsolePropertyRanges() {}

    /**
     * Checks all properties.
     *
     * @throws io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException if there is any error
     */
    static void check(KycConsoleProperties properties) {
        ConfigurationErrors errors = new ConfigurationErrors();
        if (!PATH.matcher(properties.path()).matches()) {
            errors.add(
                    PARENT + "path",
                    "is not a path",
                    "Set %s to a path such as /kyc-console, without a slash at its end, of letters, digits and the characters . _ ~ -");
        }
        checkRole(errors, "viewer-role", properties.viewerRole());
        checkRole(errors, "operator-role", properties.operatorRole());
        if (properties.refreshInterval().compareTo(MIN_REFRESH) < 0
                || properties.refreshInterval().compareTo(MAX_REFRESH) > 0) {
            errors.add(PARENT + "refresh-interval", "is out of range", "Set %s to 1s to 60s.");
        }
        if (properties.maxExportedRows() < 1 || properties.maxExportedRows() > MAX_ROWS) {
            errors.add(PARENT + "max-exported-rows", "is out of range", "Set %s to 1 to " + MAX_ROWS + ".");
        }
        if (properties.maxStreams() < 1 || properties.maxStreams() > MAX_STREAMS) {
            errors.add(PARENT + "max-streams", "is out of range", "Set %s to 1 to " + MAX_STREAMS + ".");
        }
        errors.throwIfAny();
    }

    private static void checkRole(ConfigurationErrors errors, String property, String role) {
        if (role.isBlank() || role.startsWith(ROLE_PREFIX)) {
            errors.add(
                    PARENT + property,
                    role.isBlank() ? "is blank" : "begins with " + ROLE_PREFIX,
                    "Set %s to the name of a role without the prefix " + ROLE_PREFIX + ", such as KYC_VIEWER.");
        }
    }
}
