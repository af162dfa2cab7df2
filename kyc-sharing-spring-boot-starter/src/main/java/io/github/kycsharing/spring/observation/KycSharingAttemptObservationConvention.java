package io.github.kycsharing.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of an attempt and its tags. A bean of this type replaces {@link
 * DefaultKycSharingAttemptObservationConvention}.
 */
public interface KycSharingAttemptObservationConvention extends ObservationConvention<KycSharingAttemptContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof KycSharingAttemptContext;
    }
}
