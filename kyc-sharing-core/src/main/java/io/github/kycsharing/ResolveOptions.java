package io.github.kycsharing;

import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.model.DeliveryOptions;

/**
 * What to do about a submission whose outcome is unknown. Made from the exception, or in another process from what was stored
 * of it: {@code new ResolveOptions(systemErrorSeen, Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited())}.
 *
 * @param systemErrorSeen whether an attempt was answered with a system error, as
 *     {@link KycOutcomeUnknownException#systemErrorSeen()} said: a duplicate then proves nothing
 * @param resubmission whether the record may be sent again
 * @param delivery how hard the resumed submission and the status query are tried, each
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
     * The options that fit an exception: resubmit where that proves something.
     *
     * @param unknown what {@code share} or {@code resume} threw
     * @return the options
     */
    public static ResolveOptions after(KycOutcomeUnknownException unknown) {
        return new ResolveOptions(unknown.systemErrorSeen(), Resubmission.IF_CONCLUSIVE, DeliveryOptions.inherited());
    }

    /**
     * These options with another decision about resubmission.
     *
     * @param decision whether the record may be sent again
     * @return the options
     */
    public ResolveOptions withResubmission(Resubmission decision) {
        return new ResolveOptions(systemErrorSeen, decision, delivery);
    }
}
