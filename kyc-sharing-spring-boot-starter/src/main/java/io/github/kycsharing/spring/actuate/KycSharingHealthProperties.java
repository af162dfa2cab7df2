package io.github.kycsharing.spring.actuate;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Thresholds of the health contributor.
 *
 * @param enabled Whether the calls of late decide about the application's health. Off unless set, whatever
 *     management.health.defaults.enabled says.
 * @param failures How many calls in a row must have ended without a response of the exchange. 1 to 100.
 * @param window How far back those calls are counted. A client that nothing was shared with for so long is neither up nor
 *     down.
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
