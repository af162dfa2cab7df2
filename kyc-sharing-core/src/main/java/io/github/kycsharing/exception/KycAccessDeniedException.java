package io.github.kycsharing.exception;

import io.github.kycsharing.model.RetryAdvice;

/**
 * HTTP 403 without a response of the exchange, which is what a caller gets whose IP address is not allow-listed. The request
 * was not looked at; it can succeed once the address is listed.
 */
public final class KycAccessDeniedException extends KycRejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param facts what is known of the request
     */
    public KycAccessDeniedException(FailureContext facts) {
        super(
                "refused with HTTP 403: the IP address this call came from is not allow-listed at the exchange;"
                        + " have it listed, or send through one that is",
                facts);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return RetryAdvice.UNKNOWN;
    }
}
