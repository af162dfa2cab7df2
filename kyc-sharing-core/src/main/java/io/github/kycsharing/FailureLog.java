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
 * Logs one line for each failed call, so that the requestNo is in the log even if the caller ignores the result. Logs at WARN what
 * an operator must act on: an unknown outcome, and a failed {@code beforeSend} hook. Logs other failures at INFO.
 */
record FailureLog(String client) {
    private static final Logger log = LoggerFactory.getLogger(KycSharingClient.class);
    private static final int MAX_NUMBER_LENGTH = 120;

    void onFailure(Operation operation, KycSharingException failure) {
        String line = "{} of client {} failed: {}, {} {}, attempts {}, code {}, reason {}";
        Object[] arguments = {
            operation.name().toLowerCase(Locale.ROOT),
            plain(client),
            outcome(failure),
            number(operation),
            plain(failure.requestNo()),
            failure.attempts(),
            failure.code().map(ExchangeCode::toString).orElse("none"),
            reason(failure)
        };
        if (needsAttention(failure)) {
            log.warn(line, arguments);
        } else {
            log.info(line, arguments);
        }
    }

    private static String number(Operation operation) {
        return switch (operation.kind()) {
            case SUBMISSION -> "requestNo";
            case QUERY -> "query";
            case WRITE -> "call";
        };
    }

    private static boolean needsAttention(KycSharingException failure) {
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

    /** The reason in this library's own words: names and rules, no value and no text from outside. */
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
        if (failure instanceof KycNoResponseException noResponse) {
            return noResponse.lastSeen();
        }
        return failure.code().map(ExchangeCode::name).orElse("ACCESS_DENIED");
    }

    /** Removes line breaks, so that a caller's requestNo cannot forge a log line. */
    private static String plain(String text) {
        String shown = text.length() > MAX_NUMBER_LENGTH ? text.substring(0, MAX_NUMBER_LENGTH) + "..." : text;
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
