package io.github.kycsharing.exception;

import io.github.kycsharing.model.ExchangeResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that failed, of whatever kind the failure is.
 *
 * @param requestNo the number of the request; for a status query, which has none, the id that the client gave it
 * @param attempts how often it was tried
 * @param response the last response that could be read, if any
 * @param retryAfter how long the exchange asked to wait, if it did and the call could not
 * @param query whether it was a status query, which changes nothing at the exchange
 */
public record FailureContext(
        String requestNo,
        int attempts,
        @Nullable ExchangeResponse response,
        @Nullable Duration retryAfter,
        boolean query) {
    /**
     * FailureContext of a submission.
     *
     * @param requestNo the number of the request
     * @param attempts how often it was tried
     * @param response the last response that could be read, if any
     * @param retryAfter how long the exchange asked to wait, if it did and the call could not
     */
    public FailureContext(
            String requestNo, int attempts, @Nullable ExchangeResponse response, @Nullable Duration retryAfter) {
        this(requestNo, attempts, response, retryAfter, false);
    }

    /**
     * A request that was not tried.
     *
     * @param requestNo the number of the request
     * @return the facts
     */
    public static FailureContext notAttempted(String requestNo) {
        return new FailureContext(requestNo, 0, null, null);
    }

    /**
     * A status query that was not tried.
     *
     * @param id the id that the client gave it
     * @return the facts
     */
    public static FailureContext notAttemptedQuery(String id) {
        return new FailureContext(id, 0, null, null, true);
    }

    /**
     * The request by the name that a log line or a message calls it by.
     *
     * @return {@code requestNo} or {@code status query}, and its number or id
     */
    public String name() {
        return (query ? "status query " : "requestNo ") + requestNo;
    }
}
