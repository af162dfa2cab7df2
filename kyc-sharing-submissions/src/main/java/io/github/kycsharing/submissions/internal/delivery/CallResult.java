package io.github.kycsharing.submissions.internal.delivery;

import io.github.kycsharing.exception.KycAccessDeniedException;
import io.github.kycsharing.exception.KycDuplicateRequestException;
import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycRejectedException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.DocumentedCode;
import io.github.kycsharing.model.Evidence;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.ShareResult;
import io.github.kycsharing.model.ShareStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one call to the exchange ended with.
 *
 * @param kind kind
 * @param evidence what the attempt proves; {@link Evidence#NONE} for a query
 * @param code code of the exchange, if a response had one
 * @param shareStatus response of a query
 * @param signal what it shows about the lane
 */
record CallResult(
        Kind kind,
        Evidence evidence,
        @Nullable String code,
        @Nullable ShareStatus shareStatus,
        LaneSignal signal) {
    private static final String TOO_MANY_REQUESTS = "HTTP 429";
    private static final int MAX_CODE = 64;

    enum Kind {
        ACCEPTED,
        /** Nothing was sent, for a reason of this instance: try again at once, perhaps on another one. */
        NOT_SENT,
        /** Nothing was sent for lack of a permit. */
        NO_PERMIT,
        /** Nothing was processed, for a reason that concerns the whole entity. */
        ENTITY_FAULT,
        /** The exchange refused this record. */
        REJECTED,
        /** The exchange has seen the requestNo. */
        DUPLICATE,
        /** It may have been processed. */
        DOUBT,
        /** A query had a response. */
        STATUS,
        /** A query was refused: it says nothing about the requestNo, and is a response. */
        QUERY_REJECTED,
        /** A query had no response. */
        NO_STATUS
    }

    static CallResult accepted(ShareResult result) {
        return new CallResult(Kind.ACCEPTED, result.evidence(), text(result.code()), null, LaneSignal.HEALTHY);
    }

    static CallResult status(ShareStatus status) {
        return new CallResult(Kind.STATUS, Evidence.NONE, null, status, LaneSignal.RESPONSIVE);
    }

    static CallResult notDelivered(KycSharingException failure) {
        Kind kind = kind(failure);
        return new CallResult(kind, failure.evidence(), code(failure), null, signal(kind, failure));
    }

    static CallResult notQueried(KycSharingException failure) {
        Kind kind = kind(failure);
        if (kind == Kind.REJECTED && !isSystemError(failure)) {
            return new CallResult(Kind.QUERY_REJECTED, Evidence.NONE, code(failure), null, LaneSignal.RESPONSIVE);
        }
        // Only a failure that is an entity's for sure counts: queries may fail while submissions are processed.
        LaneSignal signal = kind == Kind.ENTITY_FAULT || isTooManyRequests(failure)
                ? LaneSignal.fault(isTooManyRequests(failure) ? TOO_MANY_REQUESTS : cause(failure))
                : LaneSignal.silent(cause(failure));
        return new CallResult(Kind.NO_STATUS, Evidence.NONE, code(failure), null, signal);
    }

    /** Nothing was sent, since the permit for it was lost meanwhile. */
    static CallResult withoutPermit(Evidence evidence) {
        return new CallResult(Kind.NO_PERMIT, evidence, null, null, LaneSignal.NONE);
    }

    private static Kind kind(KycSharingException failure) {
        if (failure instanceof KycNotSentException notSent) {
            return switch (notSent.reason()) {
                case NO_CONNECTION, SIGNING_FAILED, BEFORE_SEND_FAILED -> Kind.ENTITY_FAULT;
                case RATE_LIMITED -> Kind.NO_PERMIT;
                default -> Kind.NOT_SENT;
            };
        }
        if (failure instanceof KycDuplicateRequestException) {
            return Kind.DUPLICATE;
        }
        if (failure instanceof KycRejectedException && failure.evidence().isClean()) {
            return isEntityFault(failure) ? Kind.ENTITY_FAULT : Kind.REJECTED;
        }
        return Kind.DOUBT;
    }

    /** A system error says nothing about the requestNo of a query. */
    private static boolean isSystemError(KycSharingException failure) {
        return failure.code()
                .flatMap(ExchangeCode::documented)
                .filter(code -> code == DocumentedCode.SYS_ERROR || code == DocumentedCode.SYS_ERROR_NEED_CONTACT)
                .isPresent();
    }

    private static boolean isEntityFault(KycSharingException failure) {
        Optional<DocumentedCode> code = failure.code().flatMap(ExchangeCode::documented);
        return failure instanceof KycAccessDeniedException
                || code.filter(documented -> documented == DocumentedCode.SIGN_MISMATCH
                                || documented == DocumentedCode.TOKEN_TIME_OUT)
                        .isPresent();
    }

    private static LaneSignal signal(Kind kind, KycSharingException failure) {
        return switch (kind) {
            case ENTITY_FAULT -> LaneSignal.fault(cause(failure));
            case REJECTED -> LaneSignal.rejected(code(failure));
            case DUPLICATE -> LaneSignal.HEALTHY;
            case DOUBT ->
                isTooManyRequests(failure) ? LaneSignal.fault(TOO_MANY_REQUESTS) : LaneSignal.doubtful(cause(failure));
            default -> LaneSignal.NONE;
        };
    }

    private static boolean isTooManyRequests(KycSharingException failure) {
        return (failure instanceof KycOutcomeUnknownException unknown
                        && unknown.lastSeen().startsWith(TOO_MANY_REQUESTS))
                || (failure instanceof KycNoResponseException query
                        && query.lastSeen().startsWith(TOO_MANY_REQUESTS));
    }

    private static String cause(KycSharingException failure) {
        if (failure instanceof KycNotSentException notSent) {
            return notSent.reason().name();
        }
        if (failure instanceof KycAccessDeniedException) {
            return "HTTP 403";
        }
        String code = code(failure);
        return code == null ? "NO_RESPONSE" : code;
    }

    private static @Nullable String code(KycSharingException failure) {
        return failure.code().map(CallResult::text).orElse(null);
    }

    /** A code that is not documented may be anything, so it is neither stored nor logged. */
    private static String text(ExchangeCode code) {
        String text = code.documented().isPresent() ? code.value() : "undocumented";
        return text.length() <= MAX_CODE ? text : text.substring(0, MAX_CODE);
    }
}
