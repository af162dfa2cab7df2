package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.Operation;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Definition of a call other than sharing.
 *
 * @param operation the operation, with its path, kind and success codes
 * @param completion completes a request with the defaults of the client
 * @param identity the identity of a request, for the check of what a response echoes
 * @param reader reads the result from a response of success; empty if the response lacks data that the call needs
 * @param <Q> the request
 * @param <R> the result
 */
public record ExchangeCall<Q extends Record, R>(
        Operation operation,
        BiFunction<RequestDefaults, Q, Q> completion,
        Function<Q, RequestIdentity> identity,
        BiFunction<Q, ExchangeResponse, Optional<R>> reader) {
    AttemptTracker<R> tracker(Q request, String id) {
        Function<ExchangeResponse, Optional<R>> read = response -> reader.apply(request, response);
        return switch (operation.kind()) {
            case QUERY -> new QueryTracker<>(operation, id, read);
            case WRITE -> new WriteTracker<>(operation, id, read);
            case SUBMISSION -> throw new IllegalStateException("A submission has a requestNo and is shared");
        };
    }
}
