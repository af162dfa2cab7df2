package io.github.kycsharing.spring.observation;

import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spring.ClientObserverFactory;
import io.github.kycsharing.spring.ObservedClient;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** Creates an observation for each call and attempt of each client. */
final class ObservedDelivery implements ClientObserverFactory {
    private static final KycSharingCallObservationConvention CALL = new DefaultKycSharingCallObservationConvention();
    private static final KycSharingAttemptObservationConvention ATTEMPT =
            new DefaultKycSharingAttemptObservationConvention();

    private final ObservationRegistry registry;
    private final @Nullable KycSharingCallObservationConvention callConvention;
    private final @Nullable KycSharingAttemptObservationConvention attemptConvention;
    private final boolean propagateTrace;

    ObservedDelivery(
            ObservationRegistry registry,
            @Nullable KycSharingCallObservationConvention callConvention,
            @Nullable KycSharingAttemptObservationConvention attemptConvention,
            boolean propagateTrace) {
        this.registry = registry;
        this.callConvention = callConvention;
        this.attemptConvention = attemptConvention;
        this.propagateTrace = propagateTrace;
    }

    @Override
    public DeliveryObserver observerFor(ObservedClient client) {
        return operation -> onCallStarted(client, operation);
    }

    private CallObservation onCallStarted(ObservedClient client, Operation operation) {
        KycSharingCallContext context = new KycSharingCallContext(client, operation);
        Observation observation = Observation.createNotStarted(callConvention, CALL, () -> context, registry);
        return new ObservedCall(
                context,
                observation.start(),
                (requestNo, number) -> onAttemptStarted(
                        new KycSharingAttemptContext(client, operation, requestNo, number, propagateTrace),
                        observation));
    }

    private ObservedAttempt onAttemptStarted(KycSharingAttemptContext context, Observation call) {
        Observation observation = Observation.createNotStarted(attemptConvention, ATTEMPT, () -> context, registry)
                .parentObservation(call);
        return new ObservedAttempt(context, observation.start());
    }
}
