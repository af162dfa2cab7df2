package io.github.kycsharing.delivery.observation;

import io.github.kycsharing.delivery.Verdict;
import io.github.kycsharing.error.KycSharingException;

/** Is told of one call. */
public interface CallObservation {
    /**
     * An attempt begins.
     *
     * @param requestNo the number of the request; for traces, since every request has another
     * @param number 1 for the first attempt
     * @return is told of the rest of this attempt
     */
    AttemptObservation attemptBegins(String requestNo, int number);

    /**
     * The call returns normally.
     *
     * @param requestNo the number of the request
     * @param verdict what it came to
     */
    void returned(String requestNo, Verdict verdict);

    /**
     * The call fails.
     *
     * @param failure what the caller is told, with the requestNo
     */
    void failed(KycSharingException failure);
}
