package io.github.kycsharing.spring;

import io.github.kycsharing.model.BrokerType;

/**
 * The client that is looked at.
 *
 * @param name what it is called in the configuration
 * @param bizEntityKey the access entity's key; mask it where it is shown
 * @param brokerType the kind of broker
 * @param baseUrl where the exchange is found
 */
public record ObservedClient(String name, String bizEntityKey, BrokerType brokerType, String baseUrl) {
    /**
     * Tells all but the key.
     *
     * @return name, kind of broker and base URL
     */
    @Override
    public String toString() {
        return "ObservedClient[name=" + name + ", brokerType=" + brokerType + ", baseUrl=" + baseUrl + "]";
    }
}
