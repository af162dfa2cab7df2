package io.github.kycsharing.exception;

import io.github.kycsharing.model.NextStep;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.validation.KycViolation;
import java.util.List;
import java.util.stream.Collectors;

/** The record or the status query breaks rules of the specification. Lists all violations by path and rule, without values. */
public final class KycValidationException extends KycNotSentException {
    private static final long serialVersionUID = 1L;

    private final transient List<KycViolation> violations;

    /**
     * Creates the exception.
     *
     * @param requestNo the number of the request
     * @param violations the violations, at least one
     */
    public KycValidationException(String requestNo, List<KycViolation> violations) {
        this(FailureContext.notAttempted(requestNo), violations);
    }

    /**
     * Creates the exception.
     *
     * @param context context of the request or query
     * @param violations the violations, at least one
     */
    public KycValidationException(FailureContext context, List<KycViolation> violations) {
        super(
                Reason.INVALID,
                violations.stream()
                        .map(KycViolation::toString)
                        .collect(Collectors.joining("; ", "not sent, the " + subject(context) + " is invalid: ", "")),
                context,
                null);
        this.violations = List.copyOf(violations);
    }

    /**
     * Names what to correct.
     *
     * @return {@link NextStep#NEW_REQUEST_NO} if the requestNo of a submission is the only invalid field, otherwise
     *     {@link NextStep#CORRECT_RECORD}
     */
    @Override
    public NextStep nextStep() {
        boolean onlyNumber = operation().kind() == Operation.Kind.SUBMISSION
                && violations.stream().allMatch(violation -> violation.path().equals("requestNo"));
        return onlyNumber ? NextStep.NEW_REQUEST_NO : NextStep.CORRECT_RECORD;
    }

    private static String subject(FailureContext context) {
        return switch (context.operation().kind()) {
            case SUBMISSION -> "record";
            case QUERY -> "query";
            case WRITE -> "request";
        };
    }

    /**
     * All violations.
     *
     * @return ordered by path and rule, never empty
     */
    public List<KycViolation> violations() {
        return violations;
    }
}
