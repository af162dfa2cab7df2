package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.ShareStatus;
import java.util.Optional;

/**
 * Resolution of a submission that had left a doubt.
 *
 * @param outcome the outcome of the resolution
 * @param shareStatus the last response to the query of the import status, if there was one
 * @param share the result of the resumed submission, if the exchange accepted it
 * @param customerStatus the customer's status, if the outcome is unknown and the query had a response. It proves nothing about the
 *     request: it may come from an earlier submission or from the exchange's own KYC link
 * @param evidence what all attempts prove, those of the resolution included
 * @param lastFailure the last failure, for logs and for what to do next
 */
public record OutcomeResolution(
        Outcome outcome,
        Optional<ShareStatus> shareStatus,
        Optional<ShareResult> share,
        Optional<KycStatus> customerStatus,
        Evidence evidence,
        Optional<KycSharingException> lastFailure) {
    /** Outcome of a resolution. */
    public enum Outcome {
        /** The exchange imported the record of this requestNo. */
        IMPORTED,
        /** The exchange accepted this requestNo and could not import its record; {@link #failMessage()} has the reason. */
        IMPORT_FAILED,
        /** The exchange has this requestNo, and its import has not ended. Do not send it again; query the import status later. */
        IN_PROGRESS,
        /** The exchange accepted the resumed submission. The import runs afterwards and can fail. */
        ACCEPTED,
        /** Neither the import status nor a resumed submission was conclusive. */
        UNKNOWN
    }

    /**
     * Whether the exchange has this very request, which is not to say that its import succeeded.
     *
     * @return true for every outcome but UNKNOWN
     */
    public boolean isThisRequest() {
        return outcome != Outcome.UNKNOWN;
    }

    /**
     * Why the import failed, in the exchange's own words. They may be about the customer: for the caller, not for a log.
     *
     * @return the words, or empty
     */
    public Optional<String> failMessage() {
        return shareStatus.flatMap(ShareStatus::failMessage);
    }
}
