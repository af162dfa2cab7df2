package io.github.kycsharing.test;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A response of the exchange: a code in one of the two documented formats. */
record SimulatedResponse(int httpStatus, String code, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Placeholder if there is no response. */
    static final SimulatedResponse NONE = new SimulatedResponse(0, "", "");

    static SimulatedResponse success() {
        return success(Codes.SUCCESS, null);
    }

    static SimulatedResponse success(String code, @Nullable Object data) {
        return inFirstFormat(200, code, null, null, data, true);
    }

    /** The second format is documented for an invalid signature only. */
    static SimulatedResponse error(int httpStatus, String code, @Nullable String detail) {
        if (!code.equals(Codes.SIGN_MISMATCH)) {
            return inFirstFormat(httpStatus, code, Codes.meaning(code), detail, null, false);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("errorData", Codes.meaning(code));
        fields.put("code", code);
        return new SimulatedResponse(httpStatus, code, JSON.writeValueAsString(fields));
    }

    private static SimulatedResponse inFirstFormat(
            int httpStatus,
            String code,
            @Nullable String message,
            @Nullable String detail,
            @Nullable Object data,
            boolean success) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("code", code);
        fields.put("message", message);
        fields.put("messageDetail", detail);
        fields.put("data", data);
        fields.put("success", success);
        return new SimulatedResponse(httpStatus, code, JSON.writeValueAsString(fields));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
