package io.github.kycsharing;

import io.github.kycsharing.delivery.DeliveryOptions;
import io.github.kycsharing.error.Facts;
import io.github.kycsharing.error.KycNotSentException;
import io.github.kycsharing.error.KycNotSentException.Reason;
import io.github.kycsharing.error.KycSharingException;
import io.github.kycsharing.model.KycStatusQuery;
import io.github.kycsharing.status.AwaitOptions;
import io.github.kycsharing.status.AwaitedStatus;
import java.time.Duration;
import java.util.Optional;

/** Waits for a final status on the caller's thread. */
record FinalStatusLoop(KycSharingClient client, DeliveryOptions fallback, Pause pause) {
    /** How the time between two queries passes. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    AwaitedStatus await(KycStatusQuery query, AwaitOptions options) {
        StatusWait wait = new StatusWait(options, fallback);
        while (true) {
            try {
                if (wait.told(client.checkStatus(query, wait.nextQuery()))) {
                    return wait.result();
                }
            } catch (KycSharingException e) {
                if (!wait.survives(e) || Thread.currentThread().isInterrupted()) {
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
                    Facts.untriedQuery(QueryIds.next()),
                    null);
        }
    }
}
