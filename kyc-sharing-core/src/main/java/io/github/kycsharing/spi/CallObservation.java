package io.github.kycsharing.spi;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ShareOutcome;

/** Observes one call. */
public interface CallObservation {
    /**
     * Called when an attempt starts.
     *
     * @param requestNo the number of the request, or the id of another call; for traces, since it differs for
     *     every call
     * @param number 1 for the first attempt
     * @return observes the rest of this attempt
     */
    AttemptObservation onAttemptStarted(String requestNo, int number);

    /**
     * Called when a submission returns normally.
     *
     * @param requestNo the number of the request
     * @param outcome its outcome
     */
    void onSuccess(String requestNo, ShareOutcome outcome);

    /**
     * Called when another call than a submission returns normally.
     *
     * @param id the id of the call; only the caller receives the result
     */
    void onSuccess(String id);

    /**
     * Called when the call fails.
     *
     * @param failure the exception for the caller, with the requestNo
     */
    void onFailure(KycSharingException failure);

    /**
     * Called last for every call, also for one that ended with an error of another kind, which has neither success nor failure:
     * close here what was opened for the call.
     */
    default void onCompleted() {
        // Most observers have nothing to close.
    }
}
