package io.github.kycsharing.spring;

import io.github.kycsharing.model.BrokerType;

/**
 * A client for which an observer is created.
 *
 * @param name the name of the client
 * @param bizEntityKey the access entity's key; mask it where it is shown
 * @param brokerType the kind of broker
 * @param baseUrl the base URL of the exchange
 */
public record ObservedClient(String name, String bizEntityKey, BrokerType brokerType, String baseUrl) {
    /**
     * Returns all components but the key.
     *
     * @return name, kind of broker and base URL
     */
    @Override
    public String toString() {
        return "ObservedClient[name=" + name + ", brokerType=" + brokerType + ", baseUrl=" + baseUrl + "]";
    }
}
