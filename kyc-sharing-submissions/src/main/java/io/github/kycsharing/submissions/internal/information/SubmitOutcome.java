package io.github.kycsharing.submissions.internal.information;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.ExchangeCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt to submit files ended with.
 *
 * @param kind kind
 * @param requestNo number that the exchange gave the submission
 * @param code code of the exchange, if a response had one
 */
record SubmitOutcome(
        Kind kind, @Nullable String requestNo, @Nullable String code) {
    static final SubmitOutcome DOUBT = new SubmitOutcome(Kind.DOUBT, null, null);

    private static final int MAX_REQUEST_NO = 512;

    enum Kind {
        /** The exchange has the files. */
        ACCEPTED,
        /** Nothing was processed, for a reason that is not in the files: try again. */
        NOT_PROCESSED,
        /** The exchange, or a rule, refused the files. */
        REJECTED,
        /** The exchange may have the files. */
        DOUBT
    }

    /** A number that is too long or not printable is dropped: the status of the request then has the result. */
    static SubmitOutcome accepted(String requestNo) {
        boolean usable = requestNo.length() <= MAX_REQUEST_NO
                && requestNo.chars().allMatch(character -> character > ' ' && character <= '~');
        return new SubmitOutcome(Kind.ACCEPTED, usable ? requestNo : null, null);
    }

    static SubmitOutcome of(KycSharingException failure) {
        if (failure instanceof KycValidationException) {
            return new SubmitOutcome(Kind.REJECTED, null, "INVALID");
        }
        if (failure instanceof KycNotSentException || failure instanceof KycAccessDeniedException) {
            return new SubmitOutcome(Kind.NOT_PROCESSED, null, null);
        }
        if (failure instanceof KycRejectedException) {
            return new SubmitOutcome(isEntityFault(failure) ? Kind.NOT_PROCESSED : Kind.REJECTED, null, code(failure));
        }
        return DOUBT;
    }

    /** Faults of the access entity, which say nothing about the files. */
    private static boolean isEntityFault(KycSharingException failure) {
        Optional<DocumentedCode> code = failure.code().flatMap(ExchangeCode::documented);
        return code.filter(documented ->
                        documented == DocumentedCode.SIGN_MISMATCH || documented == DocumentedCode.TOKEN_TIME_OUT)
                .isPresent();
    }

    /** A code that is not documented may be anything, so it is not stored. */
    private static @Nullable String code(KycSharingException failure) {
        return failure.code()
                .map(code -> code.documented().isPresent() ? code.value() : "undocumented")
                .orElse(null);
    }

    @Override
    public String toString() {
        return "SubmitOutcome[" + kind + "]";
    }
}
