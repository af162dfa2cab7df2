package io.github.kycsharing.exception;

/**
 * DUPLICATE_REQUEST on the first attempt that reached the exchange: it has this requestNo from an earlier submission, which
 * this call knows nothing of. This submission had no effect. If the earlier one was this very record, sent by another
 * process whose outcome is unknown, {@code resume} is the call to use.
 */
public final class KycDuplicateRequestException extends KycRejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param facts what is known of the request, the response included
     */
    public KycDuplicateRequestException(FailureContext facts) {
        super("the exchange has this requestNo from an earlier submission, " + Explanation.of(facts.response()), facts);
    }
}
