package io.github.kycsharing;

import io.github.kycsharing.internal.delivery.ExchangeCall;
import io.github.kycsharing.model.DeliveryOptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs the calls of a facet through the client: observed, logged and within its limits. */
@FunctionalInterface
interface CallRunner {
    /** Runs a call; no attempt writes its first byte after {@code sendUntil}, unless that is null. */
    <Q extends Record, R> R run(
            ExchangeCall<Q, R> definition, Q request, DeliveryOptions options, @Nullable Instant sendUntil);

    default <Q extends Record, R> R run(ExchangeCall<Q, R> definition, Q request, DeliveryOptions options) {
        return run(definition, request, options, null);
    }
}
