package io.github.kycsharing;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DeliveryOptions;
import io.github.kycsharing.model.Evidence;

/**
 * Options for resolving an outcome. Create them from the exception, or in another process from its stored evidence:
 * {@code new ResolveOptions(evidence, Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited())}.
 *
 * @param evidence what the attempts so far prove, as {@link KycSharingException#evidence()} returned. {@link Evidence#CRASHED} if the
 *     process that sent the request ended before it had an outcome
 * @param resubmission whether the record may be sent again
 * @param delivery delivery options of each query, and of the resumed submission
 */
public record ResolveOptions(Evidence evidence, Resubmission resubmission, DeliveryOptions delivery) {
    /** Whether the record may be sent again, under its requestNo and with the same bytes. */
    public enum Resubmission {
        /** Never: only queries are used. */
        NEVER,
        /**
         * If it can be conclusive, and the import status is not. Only an acceptance is conclusive. A duplicate never is, so nothing is
         * sent once the exchange has seen the requestNo.
         */
        IF_CONCLUSIVE
    }

    /**
     * Creates the options for an exception: resubmit if that can be conclusive.
     *
     * @param failure the exception of {@code share}, {@code resume} or {@code deliver}
     * @return the options
     * @throws IllegalArgumentException if it leaves no doubt
     */
    public static ResolveOptions after(KycSharingException failure) {
        if (!failure.isResolvable()) {
            throw new IllegalArgumentException("The exception leaves no doubt that could be resolved");
        }
        return new ResolveOptions(failure.evidence(), Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited());
    }

    /**
     * Copies these options with another resubmission policy.
     *
     * @param policy whether the record may be sent again
     * @return the options
     */
    public ResolveOptions withResubmission(Resubmission policy) {
        return new ResolveOptions(evidence, policy, delivery);
    }
}
