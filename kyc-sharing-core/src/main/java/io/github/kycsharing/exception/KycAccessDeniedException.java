package io.github.kycsharing.exception;

import io.github.kycsharing.model.NextStep;

/**
 * HTTP 403 without a response of the exchange: the caller's IP address is not allow-listed. The exchange did not process the
 * request; it can succeed once the address is listed.
 */
public final class KycAccessDeniedException extends KycRejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param context context of the request
     */
    public KycAccessDeniedException(FailureContext context) {
        super(
                "refused with HTTP 403: the IP address this call came from is not allow-listed at the exchange;"
                        + " have it listed, or send through one that is",
                context);
    }

    @Override
    public NextStep nextStep() {
        return NextStep.FIX_CONFIGURATION;
    }
}
