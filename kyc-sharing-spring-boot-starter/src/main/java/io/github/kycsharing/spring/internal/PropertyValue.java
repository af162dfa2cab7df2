package io.github.kycsharing.spring.internal;

import org.jspecify.annotations.Nullable;

/**
 * The value of a property for one client, and the property that sets it.
 *
 * @param <T> the type of the value
 * @param property the name after {@code kyc-sharing.}
 * @param value the value, null if it is not set
 */
public record PropertyValue<T>(String property, @Nullable T value) {
    /**
     * The name of a nested property.
     *
     * @param part its last part
     * @return its name after {@code kyc-sharing.}
     */
    public String with(String part) {
        return property + "." + part;
    }
}
