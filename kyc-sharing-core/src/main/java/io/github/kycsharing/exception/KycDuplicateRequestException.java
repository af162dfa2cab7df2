package io.github.kycsharing.exception;

/**
 * DUPLICATE_REQUEST on the first attempt that reached the exchange: it has this requestNo from an earlier submission that
 * is not part of this call. This submission had no effect. If another process sent this very record before with an unknown
 * outcome, call {@code resume}.
 */
public final class KycDuplicateRequestException extends KycRejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param context context of the request, the response included
     */
    public KycDuplicateRequestException(FailureContext context) {
        super(
                "the exchange has this requestNo from an earlier submission, " + Explanation.of(context.response()),
                context);
    }
}
