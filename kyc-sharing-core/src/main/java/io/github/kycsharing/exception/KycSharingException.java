package io.github.kycsharing.exception;

import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.RetryAdvice;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not shared or of which that is not known, or a status query without a status. Carries what support will ask for, and neither personal data
 * nor a secret: the message names the request, what happened and the documented meaning, never a value of the record, the
 * customer's id or the exchange's own words.
 */
public abstract sealed class KycSharingException extends RuntimeException
        permits KycNotSentException, KycRejectedException, KycOutcomeUnknownException, KycNoResponseException {
    private static final long serialVersionUID = 1L;

    private final String requestNo;
    private final int attempts;
    private final transient @Nullable ExchangeResponse response;
    private final @Nullable Duration retryAfter;

    KycSharingException(String message, FailureContext facts, @Nullable Throwable cause) {
        super(facts.name() + ": " + message, cause);
        this.requestNo = facts.requestNo();
        this.attempts = facts.attempts();
        this.response = facts.response();
        this.retryAfter = facts.retryAfter();
    }

    /**
     * The number of the request, to be quoted to the exchange's support and to be used again where trying again helps. A
     * status query has none on the wire: there it is an id that the client made up, which logs and observers name too and
     * the exchange does not know.
     *
     * @return the requestNo, generated or given, or the id of a status query
     */
    public String requestNo() {
        return requestNo;
    }

    /**
     * How often the request was tried, attempts that found no connection included.
     *
     * @return zero if it was not tried at all
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
     * How long the exchange asked to wait, where it asked for more time than the call had left.
     *
     * @return the time from when the exchange said so, or empty
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Whether sharing the same record again under the same requestNo, or asking the same query again, can help.
     *
     * @return the advice
     */
    public abstract RetryAdvice retryAdvice();
}
