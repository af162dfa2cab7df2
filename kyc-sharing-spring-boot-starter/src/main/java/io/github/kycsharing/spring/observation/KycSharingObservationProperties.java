package io.github.kycsharing.spring.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of observations.
 *
 * @param propagateTrace Whether to send trace headers (W3C or B3, never baggage) to the exchange. They disclose the broker's trace
 *     ids.
 */
@ConfigurationProperties("kyc-sharing.observation")
record KycSharingObservationProperties(
        @DefaultValue("false") boolean propagateTrace) {}
