package io.github.kycsharing.spring.observation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are observed.
 *
 * @param propagateTrace Whether to send the headers that carry a trace on (W3C or B3, never baggage) to the exchange, which
 *     learns the ids of the broker's traces that way.
 */
@ConfigurationProperties("kyc-sharing.observation")
record KycSharingObservationProperties(
        @DefaultValue("false") boolean propagateTrace) {}
