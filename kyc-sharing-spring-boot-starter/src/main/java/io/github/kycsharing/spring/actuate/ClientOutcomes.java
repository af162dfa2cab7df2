package io.github.kycsharing.spring.actuate;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Verdict;
import io.github.kycsharing.spi.AttemptKind;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spi.Operation;
import io.github.kycsharing.spring.ObservedClient;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the calls of one client came to of late. */
final class ClientOutcomes implements DeliveryObserver {
    // HTTP 403 without a response comes from in front of the exchange, and nothing gets past it.
    private static final Set<AttemptKind> CONTACT =
            EnumSet.of(AttemptKind.ACCEPTED, AttemptKind.DUPLICATE, AttemptKind.REJECTED, AttemptKind.SYSTEM_ERROR);

    private final ObservedClient client;
    private final Clock clock;
    private final OutcomeCounts counts = new OutcomeCounts();
    private final ExchangeReachability contact = new ExchangeReachability();

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

    ExchangeReachability contact() {
        return contact;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public CallObservation onCallStarted(Operation operation) {
        return new Call();
    }

    private final class Call implements CallObservation {
        private boolean attempted;
        private boolean inContact;

        @Override
        public AttemptObservation onAttemptStarted(String requestNo, int number) {
            attempted = true;
            return report -> inContact |= CONTACT.contains(report.kind());
        }

        @Override
        public void onSuccess(String requestNo, Verdict verdict) {
            cameTo(CallOutcome.of(verdict));
        }

        @Override
        public void onSuccess(String id) {
            cameTo(CallOutcome.ANSWERED);
        }

        @Override
        public void onFailure(KycSharingException failure) {
            cameTo(CallOutcome.of(failure));
        }

        private void cameTo(CallOutcome outcome) {
            counts.add(outcome, clock.instant());
            if (inContact) {
                contact.made(clock.instant());
            } else if (attempted) {
                // A call that never tried, such as one with an invalid record, tells nothing about the exchange.
                contact.failed(clock.instant());
            }
        }
    }
}
