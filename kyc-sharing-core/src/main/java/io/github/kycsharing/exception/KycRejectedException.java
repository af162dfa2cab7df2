package io.github.kycsharing.exception;

import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.RetryAdvice;

/**
 * The exchange refused the record or the status query. {@link #code()} is the exchange's code; the message adds its documented
 * name, meaning and a hint.
 *
 * <p>A system error at every attempt is a rejection too: the exchange reported that it failed. Whether it kept the
 * requestNo is not documented, so {@link #evidence()} then has {@code systemErrorPossible}, and {@link #isResolvable()} is true.
 */
public non-sealed class KycRejectedException extends KycSharingException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param context context of the request, the response included
     */
    public KycRejectedException(FailureContext context) {
        this("rejected by the exchange with " + Explanation.of(context.response()), context);
    }

    KycRejectedException(String message, FailureContext context) {
        super(message, context, null);
    }

    @Override
    public RetryAdvice retryAdvice() {
        return code().flatMap(ExchangeCode::documented)
                .map(DocumentedCode::retryAdvice)
                .orElse(RetryAdvice.UNKNOWN);
    }
}
