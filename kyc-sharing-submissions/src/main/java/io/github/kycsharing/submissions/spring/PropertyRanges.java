package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.spring.internal.ConfigurationErrors;
import java.time.Duration;
import java.util.regex.Pattern;

/** Checks the ranges of all properties, so that one start reports all errors. */
final class PropertyRanges {
    private static final String OWN = "submissions.";
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private final KycSubmissionsProperties properties;
    private final ConfigurationErrors errors = new ConfigurationErrors();

    private PropertyRanges(KycSubmissionsProperties properties) {
        this.properties = properties;
    }

    /**
     * Checks the properties.
     *
     * @throws io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException if one is out of its range
     */
    static KycSubmissionsProperties require(KycSubmissionsProperties properties) {
        PropertyRanges ranges = new PropertyRanges(properties);
        ranges.checkStorage();
        ranges.checkDelivery(properties.delivery());
        ranges.checkPublication(properties.publication());
        ranges.checkEngine(properties.engine());
        ranges.checkOperations(properties.operations());
        ranges.errors.throwIfAny();
        return properties;
    }

    private void checkStorage() {
        if (!PREFIX.matcher(properties.tablePrefix()).matches()) {
            errors.add(
                    OWN + "table-prefix",
                    "is not a prefix of table names",
                    "Set %s to a lower-case letter and up to 29 lower-case letters, digits and underscores.");
        }
        check("retain", properties.retain(), HOUR, YEAR.multipliedBy(10));
        check("keep-body", properties.keepBody(), Duration.ZERO, properties.retain());
    }

    private void checkDelivery(KycSubmissionsProperties.Delivery delivery) {
        check("delivery.threads", delivery.threads(), 1, 1000);
        check("delivery.window", delivery.window(), 1, 10_000);
        check("delivery.claim", delivery.claim(), SECOND, MINUTE.multipliedBy(5));
        Duration takenOver =
                properties.engine().heartbeatInterval().multipliedBy(KycSubmissionsProperties.MISSED_HEARTBEATS);
        if (delivery.claim().compareTo(takenOver) >= 0) {
            // Otherwise an instance that slept could send what another one has taken over.
            errors.add(
                    OWN + "delivery.claim",
                    "is not shorter than four heartbeats",
                    "Set %s to less than four times kyc-sharing.submissions.engine.heartbeat-interval.");
        }
        checkPauses("delivery.", delivery.initialBackoff(), delivery.maxBackoff());
        check("delivery.resume-within", delivery.resumeWithin(), Duration.ZERO, YEAR);
        check(
                "delivery.unresolved-after",
                delivery.unresolvedAfter(),
                delivery.claim().plus(MILLISECOND),
                YEAR);
        check("delivery.confirm-within", delivery.confirmWithin(), Duration.ZERO, YEAR);
        check("delivery.rejections-before-pause", delivery.rejectionsBeforePause(), 2, 10_000);
        check("delivery.failures-before-quarantine", delivery.failuresBeforeQuarantine(), 1, 100);
    }

    private void checkPublication(KycSubmissionsProperties.Publication publication) {
        check("publication.threads", publication.threads(), 1, 100);
        checkPauses("publication.", publication.initialBackoff(), publication.maxBackoff());
    }

    private void checkEngine(KycSubmissionsProperties.Engine engine) {
        check("engine.polling-interval", engine.pollingInterval(), MILLISECOND.multipliedBy(10), MINUTE);
        check("engine.heartbeat-interval", engine.heartbeatInterval(), SECOND, MINUTE.multipliedBy(5));
        check("engine.sweep-interval", engine.sweepInterval(), MILLISECOND.multipliedBy(100), HOUR);
        check("engine.shutdown-timeout", engine.shutdownTimeout(), SECOND, HOUR);
    }

    private void checkOperations(KycSubmissionsProperties.Operations operations) {
        check("operations.refresh-interval", operations.refreshInterval(), MILLISECOND.multipliedBy(100), HOUR);
        check(
                "operations.stuck-after",
                operations.stuckAfter(),
                operations.refreshInterval().plus(MILLISECOND),
                DAY);
    }

    private void checkPauses(String parent, Duration initial, Duration max) {
        check(parent + "initial-backoff", initial, MILLISECOND, HOUR);
        check(parent + "max-backoff", max, initial, DAY);
    }

    private void check(String property, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            outOfRange(property, text(min) + " to " + text(max));
        }
    }

    private void check(String property, int value, int min, int max) {
        if (value < min || value > max) {
            outOfRange(property, min + " to " + max);
        }
    }

    private void outOfRange(String property, String range) {
        errors.add(OWN + property, "is out of range", "Set %s to " + range + ".");
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
