package io.github.kycsharing.spi;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Verdict;

/** What a call came to, as its caller is told. Fit for a metric's tag. */
public enum CallOutcome {
    /** The exchange took the record. */
    ACCEPTED,
    /** The exchange has the request; a response was lost, so its verdict was not seen. */
    RECEIVED,
    /** The exchange answered, and did not take the record. */
    REJECTED,
    /** Nothing reached the exchange. */
    NOT_SENT,
    /** The request may have reached the exchange, and nothing tells what became of it. */
    OUTCOME_UNKNOWN,
    /** The exchange answered a status query. */
    ANSWERED,
    /** A status query was sent, and no response came back that could be read. */
    NO_RESPONSE;

    /**
     * The outcome of a submission that returned normally.
     *
     * @param verdict what it returned
     * @return accepted or received
     */
    public static CallOutcome of(Verdict verdict) {
        return verdict == Verdict.ACCEPTED ? ACCEPTED : RECEIVED;
    }

    /**
     * The outcome of a call that failed.
     *
     * @param failure what it failed with
     * @return an outcome that is no success
     */
    public static CallOutcome of(KycSharingException failure) {
        if (failure instanceof KycNotSentException) {
            return NOT_SENT;
        }
        if (failure instanceof KycNoResponseException) {
            return NO_RESPONSE;
        }
        return failure instanceof KycRejectedException ? REJECTED : OUTCOME_UNKNOWN;
    }
}
