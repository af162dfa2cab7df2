package io.github.kycsharing.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a call and its tags. A bean of this type replaces {@link
 * DefaultKycSharingCallObservationConvention}.
 */
public interface KycSharingCallObservationConvention extends ObservationConvention<KycSharingCallContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof KycSharingCallContext;
    }
}
