package io.github.kycsharing.spi;

import java.util.Map;

/** Is told of one attempt. */
@FunctionalInterface
public interface AttemptObservation {
    /**
     * Headers to send with this attempt, such as those that carry a trace on. None by default: the exchange has no use for
     * them, and they tell it about the broker's systems. They cannot replace the library's own.
     *
     * @return names and values
     */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * The attempt ended.
     *
     * @param report what it ended with
     */
    void onCompleted(AttemptReport report);
}
