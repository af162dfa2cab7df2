package io.github.kycsharing.spi;

import java.util.Map;

/** Observes one attempt. */
@FunctionalInterface
public interface AttemptObservation {
    /**
     * Headers to send with this attempt, such as trace headers. None by default: the exchange has no use for them, and they
     * reveal the broker's systems. They cannot replace the library's own.
     *
     * @return names and values
     */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * Called when the attempt ends.
     *
     * @param report its outcome
     */
    void onCompleted(AttemptReport report);
}
