package io.github.kycsharing.spring.internal;

import org.jspecify.annotations.Nullable;

/**
 * What one client uses, and the property that it is set by.
 *
 * @param <T> the type of the value
 * @param property the name after {@code kyc-sharing.}
 * @param value what is set, null if nothing is
 */
public record PropertyValue<T>(String property, @Nullable T value) {
    /**
     * A property of the same client that belongs to this one.
     *
     * @param part its last part
     * @return its name after {@code kyc-sharing.}
     */
    public String with(String part) {
        return property + "." + part;
    }
}
