package io.github.kycsharing.answer.internal;

import io.github.kycsharing.answer.ExchangeAnswer;
import io.github.kycsharing.answer.ExchangeCode;
import io.github.kycsharing.transport.TransportAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of an answer. Whatever is not surely the exchange's answer is unreadable: to take a proxy's page, a
 * truncated text or a self-contradiction for a verdict would tell a broker something that nobody said.
 */
public final class AnswerReader {
    private static final int MAX_CODE_LENGTH = 64;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;

    /**
     * Reads an answer, whatever its HTTP status.
     *
     * @param received what came back
     * @return the answer, or why there is none
     */
    public Reading read(TransportAnswer received) {
        if (!mayCarryBody(received.status())) {
            return new Reading.Unreadable("a status line that comes without an answer");
        }
        if (received.truncated()) {
            return new Reading.Unreadable("an answer longer than the limit");
        }
        if (received.body().length == 0) {
            return new Reading.Unreadable("an empty answer");
        }
        // Not why: that would quote the answer, which may quote the record.
        return JsonObjects.read(received.body())
                .map(fields -> read(received.status(), fields))
                .orElseGet(() -> new Reading.Unreadable("an answer that is no JSON object"));
    }

    /** What HTTP says has no body of its own may bring along the body of another response. */
    private static boolean mayCarryBody(int status) {
        return status >= OK && status != NO_CONTENT && status != RESET_CONTENT && status != NOT_MODIFIED;
    }

    private static Reading read(int status, Map<String, Object> fields) {
        @Nullable Object code = fields.get("code");
        if (!(code instanceof String text) || text.isBlank() || text.length() > MAX_CODE_LENGTH) {
            return new Reading.Unreadable("a JSON answer without a code");
        }
        ExchangeAnswer answer = new ExchangeAnswer(status, new ExchangeCode(text), fields);
        if (contradicts(fields.get("success"), answer.code().isSuccess())) {
            return new Reading.Unreadable("an answer whose code and success contradict each other");
        }
        return new Reading.Answered(answer);
    }

    /** A success that cannot be understood denies a code of success, and leaves any other code as it is. */
    private static boolean contradicts(@Nullable Object success, boolean accepted) {
        return success != null && Flag.of(success).orElse(false) != accepted;
    }
}
