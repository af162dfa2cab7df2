package io.github.kycsharing.exception;

import io.github.kycsharing.model.NextStep;
import java.util.List;

/**
 * A status query was sent, and every response to it named another request or customer than the query, on a fresh connection
 * too. Such a response is never returned. Either something between this machine and the exchange mixes up responses, or the
 * exchange has the account of the query linked to another customer: compare {@code entityCustomerId} and
 * {@code brokerSubAccountId} with the exchange's support. Never thrown for a submission, whose outcome is unknown instead.
 */
public final class KycResponseMismatchException extends KycNoResponseException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> fields;

    /**
     * Creates the exception.
     *
     * @param context context of the query
     * @param fields the paths of the fields that differ
     */
    public KycResponseMismatchException(FailureContext context, List<String> fields) {
        super(
                context,
                "a response whose " + String.join(" and ", fields) + (fields.size() == 1 ? " is not" : " are not")
                        + " that of the query; either responses are mixed up on the way,"
                        + " or the account is linked to another customer",
                null);
        this.fields = List.copyOf(fields);
    }

    /**
     * The fields of the response that are not those of the query, never their values.
     *
     * @return paths, for example {@code data.statusInfo.entityCustomerId}
     */
    public List<String> fields() {
        return fields;
    }

    @Override
    public NextStep nextStep() {
        return NextStep.CONTACT_EXCHANGE;
    }
}
