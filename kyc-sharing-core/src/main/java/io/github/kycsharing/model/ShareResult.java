package io.github.kycsharing.model;

/**
 * Result of a submission that returned normally.
 *
 * @param requestNo the number of the request; keep it for the exchange's support
 * @param outcome accepted, or received without a known acceptance
 * @param response the exchange's last response
 * @param attempts number of attempts, at least one
 */
public record ShareResult(String requestNo, ShareOutcome outcome, ExchangeResponse response, int attempts) {
    /**
     * The code of the response.
     *
     * @return {@code 000000} if the outcome is ACCEPTED, DUPLICATE_REQUEST if it is RECEIVED
     */
    public ExchangeCode code() {
        return response.code();
    }
}
