package io.github.kycsharing.submissions;

import io.github.kycsharing.model.KycInfo;
import java.util.Optional;

/**
 * Rebuilds a record that has waited, for example since its document URLs expire. Define it as a bean. It is called before an attempt,
 * outside any transaction, and no more once an attempt may have arrived at the exchange.
 */
@FunctionalInterface
public interface KycRecordRefresher {
    /**
     * Rebuilds a record.
     *
     * @param submission the submission
     * @param stored the stored record
     * @return the record to send instead, of the same customer; empty to send the stored one. An exception postpones the attempt;
     *     several in a row quarantine the submission
     */
    Optional<KycInfo> refresh(KycSubmission submission, KycInfo stored);
}
