package io.github.kycsharing.submissions.spring;

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
    private final RangeChecks ranges = new RangeChecks(OWN);

    private PropertyRanges(KycSubmissionsProperties properties) {
        this.properties = properties;
    }

    /**
     * Checks the properties.
     *
     * @throws io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException if one is out of its range
     */
    static KycSubmissionsProperties require(KycSubmissionsProperties properties) {
        PropertyRanges all = new PropertyRanges(properties);
        all.checkStorage();
        all.checkDelivery(properties.delivery());
        all.checkPublication(properties.publication());
        all.checkEngine(properties.engine());
        all.checkOperations(properties.operations());
        all.ranges.throwIfAny();
        return properties;
    }

    private void checkStorage() {
        if (!PREFIX.matcher(properties.tablePrefix()).matches()) {
            ranges.add(
                    "table-prefix",
                    "is not a prefix of table names",
                    "Set %s to a lower-case letter and up to 29 lower-case letters, digits and underscores.");
        }
        ranges.check("retain", properties.retain(), HOUR, YEAR.multipliedBy(10));
        ranges.check("keep-body", properties.keepBody(), Duration.ZERO, properties.retain());
    }

    private void checkDelivery(KycSubmissionsProperties.Delivery delivery) {
        ranges.check("delivery.threads", delivery.threads(), 1, 1000);
        ranges.check("delivery.window", delivery.window(), 1, 10_000);
        ranges.check("delivery.claim", delivery.claim(), SECOND, MINUTE.multipliedBy(5));
        Duration takenOver =
                properties.engine().heartbeatInterval().multipliedBy(KycSubmissionsProperties.MISSED_HEARTBEATS);
        if (delivery.claim().compareTo(takenOver) >= 0) {
            // Otherwise an instance that slept could send what another one has taken over.
            ranges.add(
                    "delivery.claim",
                    "is not shorter than four heartbeats",
                    "Set %s to less than four times kyc-sharing.submissions.engine.heartbeat-interval.");
        }
        checkPauses("delivery.", delivery.initialBackoff(), delivery.maxBackoff());
        ranges.check("delivery.resume-within", delivery.resumeWithin(), Duration.ZERO, YEAR);
        ranges.check(
                "delivery.unresolved-after",
                delivery.unresolvedAfter(),
                delivery.claim().plus(MILLISECOND),
                YEAR);
        ranges.check("delivery.confirm-within", delivery.confirmWithin(), Duration.ZERO, YEAR);
        ranges.check("delivery.rejections-before-pause", delivery.rejectionsBeforePause(), 2, 10_000);
        ranges.check("delivery.failures-before-quarantine", delivery.failuresBeforeQuarantine(), 1, 100);
    }

    private void checkPublication(KycSubmissionsProperties.Publication publication) {
        ranges.check("publication.threads", publication.threads(), 1, 100);
        checkPauses("publication.", publication.initialBackoff(), publication.maxBackoff());
    }

    private void checkEngine(KycSubmissionsProperties.Engine engine) {
        ranges.check("engine.polling-interval", engine.pollingInterval(), MILLISECOND.multipliedBy(10), MINUTE);
        ranges.check("engine.heartbeat-interval", engine.heartbeatInterval(), SECOND, MINUTE.multipliedBy(5));
        ranges.check("engine.sweep-interval", engine.sweepInterval(), MILLISECOND.multipliedBy(100), HOUR);
        ranges.check("engine.shutdown-timeout", engine.shutdownTimeout(), SECOND, HOUR);
    }

    private void checkOperations(KycSubmissionsProperties.Operations operations) {
        ranges.check("operations.refresh-interval", operations.refreshInterval(), MILLISECOND.multipliedBy(100), HOUR);
        ranges.check(
                "operations.stuck-after",
                operations.stuckAfter(),
                operations.refreshInterval().plus(MILLISECOND),
                DAY);
    }

    private void checkPauses(String parent, Duration initial, Duration max) {
        ranges.check(parent + "initial-backoff", initial, MILLISECOND, HOUR);
        ranges.check(parent + "max-backoff", max, initial, DAY);
    }
}
