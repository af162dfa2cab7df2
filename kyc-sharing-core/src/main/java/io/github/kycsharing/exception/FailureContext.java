package io.github.kycsharing.exception;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.Operation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Context of a failed request, common to all exceptions.
 *
 * @param operation the operation of the call
 * @param requestNo the number of the request; for any call but a submission, the id that the client generated
 * @param attempts number of attempts
 * @param response the last response that could be read, if any
 * @param retryAfter wait that the exchange requested and that exceeded the timeout, if any
 * @param evidence what all attempts of a submission prove, those of earlier calls included
 */
public record FailureContext(
        Operation operation,
        String requestNo,
        int attempts,
        @Nullable ExchangeResponse response,
        @Nullable Duration retryAfter,
        Evidence evidence) {
    /**
     * Creates the context of a submission that left no doubt.
     *
     * @param requestNo the number of the request
     * @param attempts number of attempts
     * @param response the last response that could be read, if any
     * @param retryAfter wait that the exchange requested and that exceeded the timeout, if any
     */
    public FailureContext(
            String requestNo, int attempts, @Nullable ExchangeResponse response, @Nullable Duration retryAfter) {
        this(Operation.SHARE, requestNo, attempts, response, retryAfter, Evidence.NONE);
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
     * Creates the context of a call without an attempt.
     *
     * @param operation the operation of the call
     * @param id the number of the request; for any call but a submission, the id that the client generated
     * @return the context
     */
    public static FailureContext notAttempted(Operation operation, String id) {
        return notAttempted(operation, id, Evidence.NONE);
    }

    /**
     * Creates the context of a call without an attempt, after earlier calls.
     *
     * @param operation the operation of the call
     * @param id the number of the request; for any call but a submission, the id that the client generated
     * @param evidence what the attempts of earlier calls prove
     * @return the context
     */
    public static FailureContext notAttempted(Operation operation, String id, Evidence evidence) {
        return new FailureContext(operation, id, 0, null, null, evidence);
    }

    /**
     * Name of the request in log lines and messages.
     *
     * @return {@code requestNo}, {@code status query} or the operation, and the number or id
     */
    public String name() {
        if (operation == Operation.CHECK_STATUS) {
            return "status query " + requestNo;
        }
        return (operation.kind() == Operation.Kind.SUBMISSION ? "requestNo" : operation.description()) + " "
                + requestNo;
    }
}
