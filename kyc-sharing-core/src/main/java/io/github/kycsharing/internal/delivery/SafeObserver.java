package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.ConnectionCounts;
import io.github.kycsharing.spi.DeliveryObserver;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Catches and logs the exceptions of an observer: a failing metric must not make an accepted record look lost. */
public final class SafeObserver implements DeliveryObserver {
    private static final Logger log = LoggerFactory.getLogger(SafeObserver.class);

    private static final AttemptObservation NO_ATTEMPT = report -> {};
    private static final CallObservation NO_CALL = new CallObservation() {
        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            return NO_ATTEMPT;
        }

        @Override
        public void onSuccess(String id) {
            // No observer.
        }

        @Override
        public void onFailure(KycSharingException failure) {
            // No observer.
        }
    };

    /** Observer that does nothing. */
    public static final DeliveryObserver NONE = operation -> NO_CALL;

    private final DeliveryObserver observer;

    /**
     * Wraps an observer.
     *
     * @param observer the observer
     */
    public SafeObserver(DeliveryObserver observer) {
        this.observer = observer;
    }

    @Override
    public CallObservation onCallStarted(Operation operation) {
        CallObservation call = callOrDefault(() -> observer.onCallStarted(operation), NO_CALL);
        return new CallObservation() {
            @Override
            public AttemptObservation onAttemptStarted(String requestNo, int number) {
                return safe(callOrDefault(() -> call.onAttemptStarted(requestNo, number), NO_ATTEMPT));
            }

            @Override
            public void onSuccess(String id) {
                run(() -> call.onSuccess(id));
            }

            @Override
            public void onFailure(KycSharingException failure) {
                run(() -> call.onFailure(failure));
            }

            @Override
            public void onCompleted() {
                run(call::onCompleted);
            }
        };
    }

    @Override
    public void bindConnectionMetrics(Supplier<ConnectionCounts> connections) {
        run(() -> observer.bindConnectionMetrics(connections));
    }

    private static AttemptObservation safe(AttemptObservation attempt) {
        return new AttemptObservation() {
            @Override
            public Map<String, String> headers() {
                return callOrDefault(attempt::headers, Map.of());
            }

            @Override
            public void onCompleted(AttemptReport report) {
                run(() -> attempt.onCompleted(report));
            }
        };
    }

    private static <T> T callOrDefault(Supplier<T> call, T fallback) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            warn(e);
            return fallback;
        }
    }

    private static void run(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    private static void warn(RuntimeException e) {
        // Not the message: it may contain values that the observer received.
        log.warn("A delivery observer failed with {}", e.getClass().getName());
    }
}
