package io.github.kycsharing.exception;

import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.Operation;
import java.util.Optional;

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
    public NextStep nextStep() {
        return isResolvable()
                ? NextStep.RESOLVE
                : code().flatMap(ExchangeCode::documented)
                        .flatMap(this::nextStep)
                        .orElse(NextStep.CONTACT_EXCHANGE);
    }

    /** A system error may have used up the requestNo of a submission; a query has no requestNo, and nothing to resolve. */
    private Optional<NextStep> nextStep(DocumentedCode code) {
        if (operation().kind() == Operation.Kind.SUBMISSION && code.isSystemError()) {
            return Optional.of(NextStep.RESOLVE);
        }
        return code.nextStep()
                .filter(step -> step != NextStep.RESOLVE || operation().kind() != Operation.Kind.QUERY);
    }
}
