package io.github.kycsharing.error;

import io.github.kycsharing.answer.ExchangeAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that failed, of whatever kind the failure is.
 *
 * @param requestNo the number of the request
 * @param attempts how often it was tried
 * @param answer the last answer that could be read, if any
 * @param retryAfter how long the exchange asked to wait, if it did and the call could not
 */
public record Facts(
        String requestNo,
        int attempts,
        @Nullable ExchangeAnswer answer,
        @Nullable Duration retryAfter) {
    /**
     * A request that was not tried.
     *
     * @param requestNo the number of the request
     * @return the facts
     */
    public static Facts untried(String requestNo) {
        return new Facts(requestNo, 0, null, null);
    }
}
