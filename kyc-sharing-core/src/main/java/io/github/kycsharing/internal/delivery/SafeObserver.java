package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.model.Verdict;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.ConnectionCounts;
import io.github.kycsharing.spi.DeliveryObserver;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what an observer throws from the caller: a metric that fails must not make an accepted record look lost. */
public final class SafeObserver implements DeliveryObserver {
    private static final Logger log = LoggerFactory.getLogger(SafeObserver.class);

    private static final AttemptObservation NO_ATTEMPT = report -> {};
    private static final CallObservation NO_CALL = new CallObservation() {
        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            return NO_ATTEMPT;
        }

        @Override
        public void onSuccess(String requestNo, Verdict verdict) {
            // Nobody looks on.
        }

        @Override
        public void onSuccess(String id) {
            // Nobody looks on.
        }

        @Override
        public void onFailure(KycSharingException failure) {
            // Nobody looks on.
        }
    };

    /** Looks away. */
    public static final DeliveryObserver NONE = operation -> NO_CALL;

    private final DeliveryObserver observer;

    /**
     * Guards an observer.
     *
     * @param observer the one to guard
     */
    public SafeObserver(DeliveryObserver observer) {
        this.observer = observer;
    }

    @Override
    public CallObservation onCallStarted(Operation operation) {
        CallObservation call = ask(() -> observer.onCallStarted(operation), NO_CALL);
        return new CallObservation() {
            @Override
            public AttemptObservation onAttemptStarted(String requestNo, int number) {
                return guarded(ask(() -> call.onAttemptStarted(requestNo, number), NO_ATTEMPT));
            }

            @Override
            public void onSuccess(String requestNo, Verdict verdict) {
                tell(() -> call.onSuccess(requestNo, verdict));
            }

            @Override
            public void onSuccess(String id) {
                tell(() -> call.onSuccess(id));
            }

            @Override
            public void onFailure(KycSharingException failure) {
                tell(() -> call.onFailure(failure));
            }

            @Override
            public void onCompleted() {
                tell(call::onCompleted);
            }
        };
    }

    @Override
    public void bindConnectionMetrics(Supplier<ConnectionCounts> connections) {
        tell(() -> observer.bindConnectionMetrics(connections));
    }

    private static AttemptObservation guarded(AttemptObservation attempt) {
        return new AttemptObservation() {
            @Override
            public Map<String, String> headers() {
                return ask(attempt::headers, Map.of());
            }

            @Override
            public void onCompleted(AttemptReport report) {
                tell(() -> attempt.onCompleted(report));
            }
        };
    }

    private static <T> T ask(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            warn(e);
            return otherwise;
        }
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    private static void warn(RuntimeException e) {
        // Not its message: an observer may have put there what it was told.
        log.warn("A delivery observer failed with {}", e.getClass().getName());
    }
}
