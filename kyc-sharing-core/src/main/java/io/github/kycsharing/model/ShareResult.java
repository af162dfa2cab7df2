package io.github.kycsharing.model;

/**
 * Result of a submission that the exchange accepted: it returned {@code 000000}. The exchange imports the record afterwards, and the
 * import can fail with a reason, which only {@code shareStatus} returns.
 *
 * @param requestNo the number of the request; keep it for the exchange's support and for {@code shareStatus}
 * @param response the exchange's response
 * @param attempts number of attempts of this call, at least one
 * @param evidence what all attempts prove, accepted included
 */
public record ShareResult(String requestNo, ExchangeResponse response, int attempts, Evidence evidence) {
    /**
     * The code of the response.
     *
     * @return {@code 000000}
     */
    public ExchangeCode code() {
        return response.code();
    }
}
