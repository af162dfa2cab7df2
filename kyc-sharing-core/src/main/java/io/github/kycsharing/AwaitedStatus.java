package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.KycStatus;
import java.util.Optional;

/**
 * What waiting for a final status came to. That the time was up first is a value and no error.
 *
 * @param status the last status that the exchange told; empty if no query was answered
 * @param queries how often it was asked, at least once
 * @param lastFailure what the last query failed with, if it did
 */
public record AwaitedStatus(Optional<KycStatus> status, int queries, Optional<KycSharingException> lastFailure) {
    /**
     * Whether the exchange has decided.
     *
     * @return false if the time was up first
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
