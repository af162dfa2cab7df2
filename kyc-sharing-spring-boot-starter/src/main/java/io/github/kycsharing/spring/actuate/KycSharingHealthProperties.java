package io.github.kycsharing.spring.actuate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Thresholds of the health contributor.
 *
 * @param enabled Whether recent calls affect the application's health. Off unless set, regardless of
 *     management.health.defaults.enabled.
 * @param failures Number of consecutive calls without a response of the exchange that make a client DOWN. 1 to 100.
 * @param window Period in which calls count. A client without calls in this period is UNKNOWN.
 */
@ConfigurationProperties("management.health.kyc-sharing")
record KycSharingHealthProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("5") int failures,
        @DefaultValue("5m") Duration window) {
    KycSharingHealthProperties {
        if (failures < 1 || failures > ExchangeReachability.MAX_FAILURES) {
            throw new IllegalArgumentException("failures must be 1 to " + ExchangeReachability.MAX_FAILURES);
        }
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window must be positive");
        }
    }
}
