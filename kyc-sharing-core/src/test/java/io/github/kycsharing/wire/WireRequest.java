package io.github.kycsharing.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A request as read from the socket. */
@SuppressWarnings("ArrayRecordComponent") // compared field by field where it matters
public record WireRequest(String requestLine, Map<String, String> headers, byte[] body) {
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String requestNo() {
        return JsonMapper.shared().readTree(body).path("requestNo").asString("");
    }
}
