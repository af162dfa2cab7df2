package io.github.kycsharing.model;

/**
 * What a submission that did not fail came to.
 *
 * @param requestNo the number of the request, to be kept for the exchange's support
 * @param outcome accepted, or only known to be received
 * @param response the exchange's last response
 * @param attempts how often the request was tried, at least once
 */
public record ShareResult(String requestNo, ShareOutcome outcome, ExchangeResponse response, int attempts) {
    /**
     * The code of the response.
     *
     * @return {@code 000000} where the outcome is accepted, DUPLICATE_REQUEST where it is received
     */
    public ExchangeCode code() {
        return response.code();
    }
}
