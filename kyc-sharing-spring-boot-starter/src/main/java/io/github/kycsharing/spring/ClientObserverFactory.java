package io.github.kycsharing.spring;

import io.github.kycsharing.spi.DeliveryObserver;

/**
 * Looks at each client that is made from the configuration, for metrics and traces. Beans of this type are asked in their
 * order, once for each client. The starter's own are beans like any other: an application's stand beside them.
 */
@FunctionalInterface
public interface ClientObserverFactory {
    /**
     * Makes the observer of one client.
     *
     * @param client the client that is about to be made
     * @return is told of its calls
     */
    DeliveryObserver observerFor(ObservedClient client);
}
