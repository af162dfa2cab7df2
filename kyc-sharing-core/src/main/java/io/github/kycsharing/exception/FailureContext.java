package io.github.kycsharing.exception;

import io.github.kycsharing.model.ExchangeResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Context of a failed request, common to all exceptions.
 *
 * @param requestNo the number of the request; for a status query, the id that the client generated
 * @param attempts number of attempts
 * @param response the last response that could be read, if any
 * @param retryAfter wait that the exchange requested and that exceeded the timeout, if any
 * @param query whether it was a status query, which changes nothing at the exchange
 */
public record FailureContext(
        String requestNo,
        int attempts,
        @Nullable ExchangeResponse response,
        @Nullable Duration retryAfter,
        boolean query) {
    /**
     * Creates the context of a submission.
     *
     * @param requestNo the number of the request
     * @param attempts number of attempts
     * @param response the last response that could be read, if any
     * @param retryAfter wait that the exchange requested and that exceeded the timeout, if any
     */
    public FailureContext(
            String requestNo, int attempts, @Nullable ExchangeResponse response, @Nullable Duration retryAfter) {
        this(requestNo, attempts, response, retryAfter, false);
    }

    /**
     * Creates the context of a submission without an attempt.
     *
     * @param requestNo the number of the request
     * @return the context
     */
    public static FailureContext notAttempted(String requestNo) {
        return new FailureContext(requestNo, 0, null, null);
    }

    /**
     * Creates the context of a status query without an attempt.
     *
     * @param id the id that the client generated
     * @return the context
     */
    public static FailureContext notAttemptedQuery(String id) {
        return new FailureContext(id, 0, null, null, true);
    }

    /**
     * Name of the request in log lines and messages.
     *
     * @return {@code requestNo} or {@code status query}, and its number or id
     */
    public String name() {
        return (query ? "status query " : "requestNo ") + requestNo;
    }
}
