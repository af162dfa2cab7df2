package io.github.kycsharing;

import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.DeliveryOptions;

/**
 * Options for resolving an unknown outcome. Create them from the exception, or in another process from its stored values:
 * {@code new ResolveOptions(systemErrorSeen, Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited())}.
 *
 * @param systemErrorSeen whether the exchange reported a system error, as
 *     {@link KycOutcomeUnknownException#systemErrorSeen()} returned: a duplicate then proves nothing
 * @param resubmission whether the record may be sent again
 * @param delivery delivery options of the resumed submission and of the status query, each
 */
public record ResolveOptions(boolean systemErrorSeen, Resubmission resubmission, DeliveryOptions delivery) {
    /** Whether the record may be sent again, under its requestNo and with the same bytes. */
    public enum Resubmission {
        /** Never: only the status query is used. */
        NEVER,
        /** Where a duplicate would prove that the exchange has the request, that is, where no system error was seen. */
        IF_CONCLUSIVE,
        /** Always: after a system error too, if the status query does not know the customer. */
        ALWAYS
    }

    /**
     * Creates the options for an exception: resubmit where that is conclusive.
     *
     * @param unknown the exception of {@code share} or {@code resume}
     * @return the options
     */
    public static ResolveOptions after(KycOutcomeUnknownException unknown) {
        return new ResolveOptions(unknown.systemErrorSeen(), Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited());
    }

    /**
     * Copies these options with another resubmission policy.
     *
     * @param policy whether the record may be sent again
     * @return the options
     */
    public ResolveOptions withResubmission(Resubmission policy) {
        return new ResolveOptions(systemErrorSeen, policy, delivery);
    }
}
