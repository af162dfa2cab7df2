package io.github.kycsharing.spi;

import io.github.kycsharing.exception.KycSharingException;

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
     * Called when the call returns normally; {@link CallOutcome#ofSuccess} names its outcome.
     *
     * @param requestNo the number of the request, or the id of another call; only the caller receives the result
     */
    void onSuccess(String requestNo);

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
