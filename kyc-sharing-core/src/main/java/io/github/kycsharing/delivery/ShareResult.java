package io.github.kycsharing.delivery;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.answer.ExchangeCode;

/**
 * What a submission that did not fail came to.
 *
 * @param requestNo the number of the request, to be kept for the exchange's support
 * @param verdict accepted, or only known to be received
 * @param answer the exchange's last answer
 * @param attempts how often the request was tried, at least once
 */
public record ShareResult(String requestNo, Verdict verdict, ExchangeAnswer answer, int attempts) {
    /**
     * The code of the answer.
     *
     * @return {@code 000000} where the verdict is accepted, DUPLICATE_REQUEST where it is received
     */
    public ExchangeCode code() {
        return answer.code();
    }
}
