package io.github.kycsharing.exception;

import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.Operation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Failure of a call: a record was not shared, the outcome is unknown, or a status query returned no status. Contains the context
 * that support needs, and neither personal data nor a secret: the message names the request, the failure and the documented
 * meaning, never a value of the record, the customer's id or the exchange's own words.
 */
public abstract sealed class KycSharingException extends RuntimeException
        permits KycNotSentException, KycRejectedException, KycOutcomeUnknownException, KycNoResponseException {
    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final String requestNo;
    private final int attempts;
    private final transient @Nullable ExchangeResponse response;
    private final @Nullable Duration retryAfter;
    private final Evidence evidence;

    KycSharingException(String message, FailureContext context, @Nullable Throwable cause) {
        super(context.name() + ": " + message, cause);
        this.operation = context.operation();
        this.requestNo = context.requestNo();
        this.attempts = context.attempts();
        this.response = context.response();
        this.retryAfter = context.retryAfter();
        this.evidence = context.evidence();
    }

    /**
     * Operation of the call.
     *
     * @return the operation
     */
    public Operation operation() {
        return operation;
    }

    /**
     * Number of the request, for the exchange's support and for a retry. Any call but a submission has none on the wire: there it is an id
     * that the client generated, which logs and observers use too and the exchange does not know.
     *
     * @return the requestNo, generated or given, or the id of another call
     */
    public String requestNo() {
        return requestNo;
    }

    /**
     * Number of attempts, those without a connection included.
     *
     * @return zero if there was no attempt
     */
    public int attempts() {
        return attempts;
    }

    /**
     * The last response of the exchange that could be read.
     *
     * @return the response, or empty if there was none
     */
    public Optional<ExchangeResponse> response() {
        return Optional.ofNullable(response);
    }

    /**
     * The code of that response.
     *
     * @return the code, or empty if there was no response
     */
    public Optional<ExchangeCode> code() {
        return response().map(ExchangeResponse::code);
    }

    /**
     * Wait that the exchange requested, if it exceeded the time that the call had left.
     *
     * @return the time from the response on, or empty
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * What the attempts of a submission prove about its requestNo, those of earlier calls included.
     *
     * @return the evidence; {@link Evidence#NONE} for a query
     */
    public Evidence evidence() {
        return evidence;
    }

    /**
     * Whether an attempt of the submission has left a doubt that {@code resolveOutcome} may resolve.
     *
     * @return true for a submission whose evidence is not clean
     */
    public boolean isResolvable() {
        return operation.kind() == Operation.Kind.SUBMISSION && !evidence.isClean();
    }

    /**
     * What to do next. {@link #retryAfter()} has the wait that the exchange requested before a retry.
     *
     * @return the next step
     */
    public abstract NextStep nextStep();
}
