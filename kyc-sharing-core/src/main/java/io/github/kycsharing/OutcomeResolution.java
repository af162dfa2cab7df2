package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.ShareResult;
import java.util.Optional;

/**
 * Resolution of a submission whose outcome was unknown.
 *
 * @param outcome the outcome of the resolution
 * @param status the result of the status query, if it was sent and had a response
 * @param share the result of the resumed submission, if the exchange accepted or already had it
 * @param lastFailure the last failure, for logs and for its advice
 */
public record OutcomeResolution(
        Outcome outcome,
        Optional<KycStatus> status,
        Optional<ShareResult> share,
        Optional<KycSharingException> lastFailure) {
    /** Outcome of a resolution. */
    public enum Outcome {
        /** The resumed submission was accepted: the exchange has this very record, from this submission or an
         * earlier one. */
        ACCEPTED,
        /** The resumed submission was a duplicate: the exchange has this very request; its response was lost. */
        RECEIVED,
        /** The exchange has a record of this customer: this one, an earlier one, or one from its own KYC link. */
        CUSTOMER_FOUND,
        /** The exchange had no record of this customer at the time of the query. */
        CUSTOMER_NOT_FOUND,
        /** Neither the resumed submission nor the status query was conclusive. */
        STILL_UNKNOWN
    }

    /**
     * Whether the exchange certainly has a record of the customer.
     *
     * @return true for ACCEPTED, RECEIVED and CUSTOMER_FOUND
     */
    public boolean isKnownToExchange() {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.RECEIVED || outcome == Outcome.CUSTOMER_FOUND;
    }

    /**
     * Whether the exchange certainly has this very request, and not only some record of the customer.
     *
     * @return true for ACCEPTED and RECEIVED
     */
    public boolean isThisRequest() {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.RECEIVED;
    }
}
