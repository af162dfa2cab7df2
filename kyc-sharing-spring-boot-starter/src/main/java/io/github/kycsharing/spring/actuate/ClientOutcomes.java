package io.github.kycsharing.spring.actuate;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptKind;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spring.ObservedClient;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Counts the outcomes of recent calls of one client. */
final class ClientOutcomes implements DeliveryObserver {
    // HTTP 403 without a body of the exchange comes from a gateway in front of it, which then passes nothing on.
    private static final Set<AttemptKind> REACHED =
            EnumSet.of(AttemptKind.ACCEPTED, AttemptKind.DUPLICATE, AttemptKind.REJECTED, AttemptKind.SYSTEM_ERROR);

    private final ObservedClient client;
    private final Clock clock;
    private final OutcomeCounts counts = new OutcomeCounts();
    private final ExchangeReachability reachability = new ExchangeReachability();

    ClientOutcomes(ObservedClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    ObservedClient client() {
        return client;
    }

    Map<CallOutcome, Long> counts() {
        return counts.until(clock.instant());
    }

    ExchangeReachability reachability() {
        return reachability;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public CallObservation onCallStarted(Operation operation) {
        return new Call(operation);
    }

    private final class Call implements CallObservation {
        private final Operation operation;
        private boolean attempted;
        private boolean reached;

        Call(Operation operation) {
            this.operation = operation;
        }

        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            attempted = true;
            return report -> reached |= REACHED.contains(report.kind());
        }

        @Override
        public void onSuccess(String requestNo) {
            record(CallOutcome.ofSuccess(operation));
        }

        @Override
        public void onFailure(KycSharingException failure) {
            record(CallOutcome.of(failure));
        }

        private void record(CallOutcome outcome) {
            counts.add(outcome, clock.instant());
            if (reached) {
                reachability.onReached(clock.instant());
            } else if (attempted) {
                // A call without an attempt, such as one with an invalid record, says nothing about the exchange.
                reachability.onUnreachable(clock.instant());
            }
        }
    }
}
