package io.github.kycsharing.spi;

import io.github.kycsharing.model.Operation;
import java.util.function.Supplier;

/**
 * Observes calls and their attempts, for metrics and traces. Runs on the thread of the call, in order. It sees no record, no
 * response and no secret. Its exceptions are logged and change nothing for the caller.
 */
@FunctionalInterface
public interface DeliveryObserver {
    /**
     * Called when a call starts, before validation.
     *
     * @param operation operation of the call
     * @return observes the rest of this call
     */
    CallObservation onCallStarted(Operation operation);

    /**
     * Called when a client with the library's own HTTP client is created, to publish its connection counts.
     *
     * @param connections returns the current counts
     */
    default void bindConnectionMetrics(Supplier<ConnectionCounts> connections) {
        // Most observers publish no connection metrics.
    }
}
