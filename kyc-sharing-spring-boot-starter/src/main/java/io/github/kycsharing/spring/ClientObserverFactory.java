package io.github.kycsharing.spring;

import io.github.kycsharing.spi.DeliveryObserver;

/**
 * Creates an observer for each client that the starter creates, for metrics and traces. The starter calls all beans of this
 * type, in their order, once for each client. An application's beans are called in addition to the starter's.
 */
@FunctionalInterface
public interface ClientObserverFactory {
    /**
     * Creates the observer of one client.
     *
     * @param client the client that the starter is about to create
     * @return the observer, which the client notifies of its calls
     */
    DeliveryObserver observerFor(ObservedClient client);
}
