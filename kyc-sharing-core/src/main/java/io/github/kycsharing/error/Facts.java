package io.github.kycsharing.error;

import io.github.kycsharing.answer.ExchangeAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that failed, of whatever kind the failure is.
 *
 * @param requestNo the number of the request; for a status query, which has none, the id that the client gave it
 * @param attempts how often it was tried
 * @param answer the last answer that could be read, if any
 * @param retryAfter how long the exchange asked to wait, if it did and the call could not
 * @param query whether it was a status query, which changes nothing at the exchange
 */
public record Facts(
        String requestNo,
        int attempts,
        @Nullable ExchangeAnswer answer,
        @Nullable Duration retryAfter,
        boolean query) {
    /**
     * Facts of a submission.
     *
     * @param requestNo the number of the request
     * @param attempts how often it was tried
     * @param answer the last answer that could be read, if any
     * @param retryAfter how long the exchange asked to wait, if it did and the call could not
     */
    public Facts(String requestNo, int attempts, @Nullable ExchangeAnswer answer, @Nullable Duration retryAfter) {
        this(requestNo, attempts, answer, retryAfter, false);
    }

    /**
     * A request that was not tried.
     *
     * @param requestNo the number of the request
     * @return the facts
     */
    public static Facts untried(String requestNo) {
        return new Facts(requestNo, 0, null, null);
    }

    /**
     * A status query that was not tried.
     *
     * @param id the id that the client gave it
     * @return the facts
     */
    public static Facts untriedQuery(String id) {
        return new Facts(id, 0, null, null, true);
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
