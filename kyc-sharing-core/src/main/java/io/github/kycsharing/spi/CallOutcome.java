package io.github.kycsharing.spi;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Operation;

/** Outcome of a call, as its caller sees it. Suitable as a metric tag. */
public enum CallOutcome {
    /** The exchange accepted the record. It imports the record afterwards, which this outcome does not include. */
    ACCEPTED,
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
     * Outcome of a call that returned normally.
     *
     * @param operation the operation of the call
     * @return ACCEPTED for a submission, SUCCEEDED for any other call
     */
    public static CallOutcome ofSuccess(Operation operation) {
        return operation.kind() == Operation.Kind.SUBMISSION ? ACCEPTED : SUCCEEDED;
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
