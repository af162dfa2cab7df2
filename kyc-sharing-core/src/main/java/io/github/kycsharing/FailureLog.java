package io.github.kycsharing;

import io.github.kycsharing.exception.KycNoResponseException;
import io.github.kycsharing.exception.KycNotSentException;
import io.github.kycsharing.exception.KycNotSentException.Reason;
import io.github.kycsharing.exception.KycOutcomeUnknownException;
import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.exception.KycValidationException;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.Operation;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each call that failed, so that a caller who awaits no result loses no requestNo. At WARN what somebody has to look
 * after: an unknown outcome, and a record that could not be noted down before it was sent. At INFO the rest.
 */
record FailureLog(String client) {
    private static final Logger log = LoggerFactory.getLogger(KycSharingClient.class);
    private static final int LONGEST_NUMBER = 120;

    void failed(Operation operation, KycSharingException failure) {
        String line = "{} of client {} failed: {}, {} {}, attempts {}, code {}, reason {}";
        Object[] facts = {
            operation.name().toLowerCase(Locale.ROOT),
            plain(client),
            outcome(failure),
            number(operation),
            plain(failure.requestNo()),
            failure.attempts(),
            failure.code().map(ExchangeCode::toString).orElse("none"),
            reason(failure)
        };
        if (isToBeLookedAfter(failure)) {
            log.warn(line, facts);
        } else {
            log.info(line, facts);
        }
    }

    private static String number(Operation operation) {
        return switch (operation.kind()) {
            case SUBMISSION -> "requestNo";
            case QUERY -> "query";
            case WRITE -> "call";
        };
    }

    private static boolean isToBeLookedAfter(KycSharingException failure) {
        return failure instanceof KycOutcomeUnknownException
                || (failure instanceof KycNotSentException notSent && notSent.reason() == Reason.BEFORE_SEND_FAILED);
    }

    private static String outcome(KycSharingException failure) {
        if (failure instanceof KycOutcomeUnknownException) {
            return "outcome unknown";
        }
        if (failure instanceof KycNoResponseException) {
            return "no response";
        }
        return failure instanceof KycNotSentException ? "not sent" : "rejected";
    }

    /** Words of this library, names and rules; no value and no text from outside. */
    private static String reason(KycSharingException failure) {
        if (failure instanceof KycValidationException invalid) {
            return invalid.violations().stream()
                    .map(violation -> violation.path() + " " + violation.rule())
                    .distinct()
                    .collect(Collectors.joining(", ", Reason.INVALID + " (", ")"));
        }
        if (failure instanceof KycNotSentException notSent) {
            return notSent.reason().name();
        }
        if (failure instanceof KycOutcomeUnknownException unknown) {
            return unknown.lastSeen();
        }
        if (failure instanceof KycNoResponseException unanswered) {
            return unanswered.lastSeen();
        }
        return failure.code().map(ExchangeCode::name).orElse("ACCESS_DENIED");
    }

    /** A number that the caller made up must not begin a line of its own. */
    private static String plain(String text) {
        String shown = text.length() > LONGEST_NUMBER ? text.substring(0, LONGEST_NUMBER) + "..." : text;
        return shown.codePoints()
                .map(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                        ? '?'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
