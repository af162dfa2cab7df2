package io.github.kycsharing.spi;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.ShareOutcome;

/** Outcome of a call, as its caller sees it. Suitable as a metric tag. */
public enum CallOutcome {
    /** The exchange accepted the record. */
    ACCEPTED,
    /** The exchange has the request; the response that would have said whether it accepted the record was lost. */
    RECEIVED,
    /** The exchange refused the record, the query or the write. */
    REJECTED,
    /** Nothing reached the exchange. */
    NOT_SENT,
    /** The request may have reached the exchange, and its outcome is unknown. */
    OUTCOME_UNKNOWN,
    /** A query returned its result, or a write took effect. */
    SUCCEEDED,
    /** A query was sent, and no response could be read. */
    NO_RESPONSE;

    /**
     * Outcome of a submission that returned normally.
     *
     * @param outcome the outcome of its result
     * @return accepted or received
     */
    public static CallOutcome of(ShareOutcome outcome) {
        return outcome == ShareOutcome.ACCEPTED ? ACCEPTED : RECEIVED;
    }

    /**
     * Outcome of a call that failed.
     *
     * @param failure its exception
     * @return an outcome other than success
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
