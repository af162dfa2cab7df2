package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatus;
import java.util.Optional;

/**
 * Result of polling for a final status. A timeout is a value and not an error.
 *
 * @param status the last status; empty if no query had a response
 * @param queries number of queries, at least one
 * @param lastFailure the failure of the last query, if it failed
 */
public record AwaitedStatus(Optional<KycStatus> status, int queries, Optional<KycSharingException> lastFailure) {
    /**
     * Whether the status is final.
     *
     * @return false after a timeout
     */
    public boolean isFinal() {
        return status.filter(KycStatus::isFinal).isPresent();
    }

    /**
     * Whether the customer may trade.
     *
     * @return true if the status is PASS
     */
    public boolean isPassed() {
        return status.filter(KycStatus::isPassed).isPresent();
    }
}
