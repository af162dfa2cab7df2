package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.ConnectionCounts;
import io.github.kycsharing.spi.DeliveryObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Calls two observers, nested: the inner one closes what it opened, such as the scope of a span, before the outer one. */
public final class CompositeObserver implements DeliveryObserver {
    private final DeliveryObserver outer;
    private final DeliveryObserver inner;

    /**
     * Combines two observers.
     *
     * @param outer called first when a call or attempt starts, and last when it ends
     * @param inner the other observer
     */
    public CompositeObserver(DeliveryObserver outer, DeliveryObserver inner) {
        this.outer = outer;
        this.inner = inner;
    }

    @Override
    public CallObservation onCallStarted(Operation operation) {
        return new CallPair(outer.onCallStarted(operation), inner.onCallStarted(operation));
    }

    @Override
    public void bindConnectionMetrics(Supplier<ConnectionCounts> connections) {
        outer.bindConnectionMetrics(connections);
        inner.bindConnectionMetrics(connections);
    }

    private record CallPair(CallObservation outer, CallObservation inner) implements CallObservation {
        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            return new AttemptPair(
                    outer.onAttemptStarted(requestNo, number), inner.onAttemptStarted(requestNo, number));
        }

        @Override
        public void onSuccess(String id) {
            inner.onSuccess(id);
            outer.onSuccess(id);
        }

        @Override
        public void onFailure(KycSharingException failure) {
            inner.onFailure(failure);
            outer.onFailure(failure);
        }

        @Override
        public void onCompleted() {
            inner.onCompleted();
            outer.onCompleted();
        }
    }

    private record AttemptPair(AttemptObservation outer, AttemptObservation inner) implements AttemptObservation {
        @Override
        public Map<String, String> headers() {
            Map<String, String> both = new HashMap<>(outer.headers());
            both.putAll(inner.headers());
            return both;
        }

        @Override
        public void onCompleted(AttemptReport report) {
            inner.onCompleted(report);
            outer.onCompleted(report);
        }
    }
}
