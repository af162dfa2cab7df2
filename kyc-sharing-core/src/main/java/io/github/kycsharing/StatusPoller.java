package io.github.kycsharing;

import io.github.kycsharing.exception.FailureContext;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.AwaitOptions;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.KycStatusQuery;
import java.time.Duration;
import java.util.Optional;

/** Waits for a final status on the caller's thread. */
record StatusPoller(KycSharingClient client, DeliveryOptions fallback, Pause pause) {
    /** How the time between two queries passes. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    AwaitedStatus await(KycStatusQuery query, AwaitOptions options) {
        PollSchedule wait = new PollSchedule(options, fallback);
        while (true) {
            try {
                if (wait.told(client.checkStatus(query, wait.nextQuery()))) {
                    return wait.result();
                }
            } catch (KycSharingException e) {
                if (!wait.isTransient(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            Optional<Duration> next = wait.pause();
            if (next.isEmpty()) {
                return wait.result();
            }
            pauseFor(next.get());
        }
    }

    private void pauseFor(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KycNotSentException(
                    Reason.INTERRUPTED,
                    "not asked again, the calling thread was interrupted",
                    FailureContext.notAttemptedQuery(QueryIds.next()),
                    null);
        }
    }
}
