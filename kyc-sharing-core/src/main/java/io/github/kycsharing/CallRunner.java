package io.github.kycsharing;

import io.github.kycsharing.internal.delivery.ExchangeCall;
import io.github.kycsharing.model.DeliveryOptions;

/** Runs the calls of a facet through the client: observed, logged and within its limits. */
@FunctionalInterface
interface CallRunner {
    <Q extends Record, R> R run(ExchangeCall<Q, R> definition, Q request, DeliveryOptions options);
}
