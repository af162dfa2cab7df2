package io.github.kycsharing.spi;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Verdict;

/** Is told of one call. */
public interface CallObservation {
    /**
     * An attempt begins.
     *
     * @param requestNo the number of the request, or the id that the client gave a status query; for traces, since every
     *     call has another
     * @param number 1 for the first attempt
     * @return is told of the rest of this attempt
     */
    AttemptObservation onAttemptStarted(String requestNo, int number);

    /**
     * A submission returns normally.
     *
     * @param requestNo the number of the request
     * @param verdict what it came to
     */
    void onSuccess(String requestNo, Verdict verdict);

    /**
     * A status query returns normally.
     *
     * @param id the id that the client gave it; what was answered is the caller's alone to know
     */
    void onSuccess(String id);

    /**
     * The call fails.
     *
     * @param failure what the caller is told, with the requestNo
     */
    void onFailure(KycSharingException failure);

    /**
     * The call is over, whatever it came to. Told last and always, so also of a call that ended with an error of another
     * kind, which is neither returned nor failed: what was opened for the call is closed here.
     */
    default void onCompleted() {
        // Most observers have nothing open.
    }
}
