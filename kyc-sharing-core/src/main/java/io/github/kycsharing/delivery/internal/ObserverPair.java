package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.delivery.observation.AttemptObservation;
import io.github.kycsharing.delivery.observation.AttemptReport;
import io.github.kycsharing.delivery.observation.CallObservation;
import io.github.kycsharing.delivery.observation.ConnectionCounts;
import io.github.kycsharing.delivery.observation.DeliveryObserver;
import io.github.kycsharing.delivery.observation.Operation;
import io.github.kycsharing.error.KycSharingException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Two observers as one, nested: what the second opens, such as the scope of a span, it closes before the first. */
public final class ObserverPair implements DeliveryObserver {
    private final DeliveryObserver outer;
    private final DeliveryObserver inner;

    /**
     * Makes one of two observers.
     *
     * @param outer is told first of a beginning and last of an end
     * @param inner the other
     */
    public ObserverPair(DeliveryObserver outer, DeliveryObserver inner) {
        this.outer = outer;
        this.inner = inner;
    }

    @Override
    public CallObservation callBegins(Operation operation) {
        return new CallPair(outer.callBegins(operation), inner.callBegins(operation));
    }

    @Override
    public void connectionsFrom(Supplier<ConnectionCounts> connections) {
        outer.connectionsFrom(connections);
        inner.connectionsFrom(connections);
    }

    private record CallPair(CallObservation outer, CallObservation inner) implements CallObservation {
        @Override
        public AttemptObservation attemptBegins(String requestNo, int number) {
            return new AttemptPair(outer.attemptBegins(requestNo, number), inner.attemptBegins(requestNo, number));
        }

        @Override
        public void returned(String requestNo, Verdict verdict) {
            inner.returned(requestNo, verdict);
            outer.returned(requestNo, verdict);
        }

        @Override
        public void answered(String id) {
            inner.answered(id);
            outer.answered(id);
        }

        @Override
        public void failed(KycSharingException failure) {
            inner.failed(failure);
            outer.failed(failure);
        }

        @Override
        public void ended() {
            inner.ended();
            outer.ended();
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
        public void ended(AttemptReport report) {
            inner.ended(report);
            outer.ended(report);
        }
    }
}
