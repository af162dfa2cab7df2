package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.internal.information.InformationPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests for information are polled, and files submitted for them.
 *
 * @param enabled Whether to poll requests for information, if the application stores submissions. If false, there is no KycInformation bean
 *     either, and this instance sends no stored files.
 * @param interval Time from the end of the exchange's list until it is read again. 100ms to 1d.
 * @param initialBackoff Pause after the first call without a result; it doubles with each further one. 1ms to 1h.
 * @param maxBackoff Longest pause. Up to 1d, not less than the initial one.
 * @param confirmWithin Time since their submission within which the result of files is polled. 1m to 365d.
 * @param resubmitAfter Time since an attempt without a response for which the request must stay without files, before other files are
 *     accepted. Longer than kyc-sharing.submissions.delivery.claim, up to 30d.
 */
@ConfigurationProperties("kyc-sharing.information-requests")
record KycInformationRequestProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10m") Duration interval,
        @DefaultValue("10s") Duration initialBackoff,
        @DefaultValue("30m") Duration maxBackoff,
        @DefaultValue("7d") Duration confirmWithin,
        @DefaultValue("15m") Duration resubmitAfter) {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Checks the properties.
     *
     * @param claim how long after it began an attempt may write its first byte
     * @throws io.github.kycsharing.spring.internal.InvalidKycSharingConfigurationException if one is out of its range
     */
    InformationPolicy policy(Duration claim) {
        RangeChecks ranges = new RangeChecks("information-requests.");
        ranges.check("interval", interval, MILLISECOND.multipliedBy(100), DAY);
        ranges.check("initial-backoff", initialBackoff, MILLISECOND, HOUR);
        ranges.check("max-backoff", maxBackoff, initialBackoff, DAY);
        ranges.check("confirm-within", confirmWithin, Duration.ofMinutes(1), DAY.multipliedBy(365));
        ranges.check("resubmit-after", resubmitAfter, claim.plus(MILLISECOND), DAY.multipliedBy(30));
        ranges.throwIfAny();
        return new InformationPolicy(interval, claim, initialBackoff, maxBackoff, confirmWithin, resubmitAfter);
    }
}
