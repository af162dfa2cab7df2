package io.github.kycsharing.spring.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How customers are asked about of whom no notification came.
 *
 * @param enabled Whether to poll the status of pending customers at intervals.
 * @param interval Pause between two runs. 1s to 1d.
 * @param minAge Minimum time since a customer's record was sent, and since the customer was last polled. The exchange repeats a
 *     notification for 18 minutes.
 * @param giveUpAfter Time since a customer's record was sent after which polling ends. Longer than min-age.
 * @param batchSize Maximum number of customers that a run polls. 1 to 10000.
 */
@ConfigurationProperties("kyc-sharing.reconciliation")
record KycReconciliationProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("10m") Duration interval,
        @DefaultValue("20m") Duration minAge,
        @DefaultValue("30d") Duration giveUpAfter,
        @DefaultValue("100") int batchSize) {
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);
    private static final int MAX_BATCH = 10_000;

    KycReconciliationProperties {
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException("interval must be 1s to 1d");
        }
        if (minAge.isNegative()) {
            throw new IllegalArgumentException("min-age must not be negative");
        }
        if (giveUpAfter.compareTo(minAge) <= 0) {
            throw new IllegalArgumentException("give-up-after must be longer than min-age");
        }
        if (batchSize < 1 || batchSize > MAX_BATCH) {
            throw new IllegalArgumentException("batch-size must be 1 to " + MAX_BATCH);
        }
    }
}
