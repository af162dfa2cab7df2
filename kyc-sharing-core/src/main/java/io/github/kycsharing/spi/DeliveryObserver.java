package io.github.kycsharing.spi;

import java.util.function.Supplier;

/**
 * Is told of calls and their attempts, for metrics and traces. Told on the thread that makes the call, in order. It sees no
 * record, no response and no secret. What it throws is logged and changes nothing for the caller.
 */
@FunctionalInterface
public interface DeliveryObserver {
    /**
     * A call begins: the request is not yet checked.
     *
     * @param operation what the call is for
     * @return is told of the rest of this call
     */
    CallObservation onCallStarted(Operation operation);

    /**
     * A client with an HTTP client of this library is made, and tells of its connections from now on.
     *
     * @param connections counts them at the moment it is asked
     */
    default void bindConnectionMetrics(Supplier<ConnectionCounts> connections) {
        // Most observers are not interested.
    }
}
