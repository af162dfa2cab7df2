package io.github.kycsharing.exception;

/**
 * DUPLICATE_REQUEST on the first attempt that reached the exchange: it has seen this requestNo in an earlier submission that is not
 * part of this call. That submission may have been another record. It may also have been this very record, for example if the
 * application's store was restored from a backup, and it may or may not have taken effect: {@link #evidence()} has every doubt.
 * {@code resolveOutcome} queries the import status of the requestNo. It decides for a number that the client generated. For a number
 * of your own, check first whether another record has used it.
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
                "the exchange has seen this requestNo in an earlier submission, " + Explanation.of(context.response()),
                context);
    }
}
