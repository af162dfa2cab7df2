package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatus;
import io.github.kycsharing.model.ShareResult;
import java.util.Optional;

/**
 * What is known, after asking, of a submission whose outcome was unknown.
 *
 * @param finding what it comes to
 * @param status what the status query told, if it was asked and answered
 * @param share what the resumed submission came to, if there was one that the exchange took
 * @param lastFailure what failed last on the way, for the log and for advice
 */
public record OutcomeResolution(
        Finding finding,
        Optional<KycStatus> status,
        Optional<ShareResult> share,
        Optional<KycSharingException> lastFailure) {
    /** What is known now. */
    public enum Finding {
        /** The resumed submission was accepted: the exchange has this very record, and took it now or again. */
        ACCEPTED,
        /** The resumed submission was a duplicate: the exchange has this very request, its verdict was not seen. */
        RECEIVED,
        /** The exchange has a record of this customer: this one, an earlier one, or one from its own KYC link. */
        CUSTOMER_FOUND,
        /** When asked, the exchange had no record of this customer. */
        CUSTOMER_NOT_FOUND,
        /** Neither way gave a response that tells. */
        STILL_UNKNOWN
    }

    /**
     * Whether the exchange certainly has a record of the customer.
     *
     * @return true for ACCEPTED, RECEIVED and CUSTOMER_FOUND
     */
    public boolean isKnownToExchange() {
        return finding == Finding.ACCEPTED || finding == Finding.RECEIVED || finding == Finding.CUSTOMER_FOUND;
    }

    /**
     * Whether the exchange certainly has this very request, and not only some record of the customer.
     *
     * @return true for ACCEPTED and RECEIVED
     */
    public boolean isThisRequest() {
        return finding == Finding.ACCEPTED || finding == Finding.RECEIVED;
    }
}
