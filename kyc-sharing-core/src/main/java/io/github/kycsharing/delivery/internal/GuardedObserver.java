package io.github.kycsharing.delivery.internal;

import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.delivery.observation.AttemptObservation;
import io.github.kycsharing.delivery.observation.AttemptReport;
import io.github.kycsharing.delivery.observation.CallObservation;
import io.github.kycsharing.delivery.observation.ConnectionCounts;
import io.github.kycsharing.delivery.observation.DeliveryObserver;
import io.github.kycsharing.delivery.observation.Operation;
import io.github.kycsharing.error.KycSharingException;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what an observer throws from the caller: a metric that fails must not make an accepted record look lost. */
public final class GuardedObserver implements DeliveryObserver {
    private static final Logger log = LoggerFactory.getLogger(GuardedObserver.class);

    private static final AttemptObservation NO_ATTEMPT = report -> {};
    private static final CallObservation NO_CALL = new CallObservation() {
        @Override
        public AttemptObservation attemptBegins(String requestNo, int number) {
            return NO_ATTEMPT;
        }

        @Override
        public void returned(String requestNo, Verdict verdict) {
            // Nobody looks on.
        }

        @Override
        public void answered(String id) {
            // Nobody looks on.
        }

        @Override
        public void failed(KycSharingException failure) {
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
    public GuardedObserver(DeliveryObserver observer) {
        this.observer = observer;
    }

    @Override
    public CallObservation callBegins(Operation operation) {
        CallObservation call = ask(() -> observer.callBegins(operation), NO_CALL);
        return new CallObservation() {
            @Override
            public AttemptObservation attemptBegins(String requestNo, int number) {
                return guarded(ask(() -> call.attemptBegins(requestNo, number), NO_ATTEMPT));
            }

            @Override
            public void returned(String requestNo, Verdict verdict) {
                tell(() -> call.returned(requestNo, verdict));
            }

            @Override
            public void answered(String id) {
                tell(() -> call.answered(id));
            }

            @Override
            public void failed(KycSharingException failure) {
                tell(() -> call.failed(failure));
            }

            @Override
            public void ended() {
                tell(call::ended);
            }
        };
    }

    @Override
    public void connectionsFrom(Supplier<ConnectionCounts> connections) {
        tell(() -> observer.connectionsFrom(connections));
    }

    private static AttemptObservation guarded(AttemptObservation attempt) {
        return new AttemptObservation() {
            @Override
            public Map<String, String> headers() {
                return ask(attempt::headers, Map.of());
            }

            @Override
            public void ended(AttemptReport report) {
                tell(() -> attempt.ended(report));
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
