package io.github.kycsharing.internal.response;

import io.github.kycsharing.internal.json.Flag;
import io.github.kycsharing.internal.json.JsonObjects;
import io.github.kycsharing.model.ExchangeCode;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.TransportResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the body of a response. A body that is not certainly the exchange's response is unreadable: a proxy's error page, a
 * truncated text or a contradictory response must not be reported as an acceptance or a refusal.
 */
public final class ResponseReader {
    private static final int MAX_CODE_LENGTH = 64;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;

    /**
     * Parses a response of any HTTP status.
     *
     * @param received the HTTP response
     * @return the parsed response, or the reason why it is unreadable
     */
    public ParsedResponse read(TransportResponse received) {
        return read(received, Operation.SHARE);
    }

    /**
     * Reads a response to an operation, whatever its HTTP status.
     *
     * @param received the bytes
     * @param operation the operation, which determines the success codes
     * @return the response, or why there is none
     */
    public ParsedResponse read(TransportResponse received, Operation operation) {
        if (!mayCarryBody(received.status())) {
            return new ParsedResponse.Unreadable("a status line that comes without a response");
        }
        if (received.truncated()) {
            return new ParsedResponse.Unreadable("a response longer than the limit");
        }
        if (received.body().length == 0) {
            return new ParsedResponse.Unreadable("an empty response");
        }
        // Without Jackson's reason, which quotes the response, and the response may quote the record.
        return JsonObjects.read(received.body())
                .map(fields -> read(received.status(), fields, operation))
                .orElseGet(() -> new ParsedResponse.Unreadable("a response that is no JSON object"));
    }

    /** If HTTP allows no body for the status, a body may belong to another response. */
    private static boolean mayCarryBody(int status) {
        return status >= OK && status != NO_CONTENT && status != RESET_CONTENT && status != NOT_MODIFIED;
    }

    private static ParsedResponse read(int status, Map<String, Object> fields, Operation operation) {
        @Nullable Object code = fields.get("code");
        if (!(code instanceof String text) || text.isBlank() || text.length() > MAX_CODE_LENGTH) {
            return new ParsedResponse.Unreadable("a JSON response without a code");
        }
        ExchangeResponse response = new ExchangeResponse(status, new ExchangeCode(text), fields);
        if (contradicts(fields.get("success"), operation.isSuccess(response.code()))) {
            return new ParsedResponse.Unreadable("a response whose code and success contradict each other");
        }
        return new ParsedResponse.Parsed(response);
    }

    /** An unreadable {@code success} contradicts a success code, but no other code. */
    private static boolean contradicts(@Nullable Object success, boolean accepted) {
        return success != null && Flag.of(success).orElse(false) != accepted;
    }
}
