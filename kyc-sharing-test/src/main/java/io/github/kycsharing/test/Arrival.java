package io.github.kycsharing.test;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request before validation: its bytes and the fields read from them, which are not trusted yet. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Arrival(
        Instant at,
        ReceivedRequest.Call call,
        byte[] body,
        @Nullable String signature,
        @Nullable JsonNode json,
        @Nullable ExchangeEntity entity,
        boolean signatureValid) {

    String requestNo() {
        return text(json, "requestNo");
    }

    String bizEntityKey() {
        return text(json, "bizEntityKey");
    }

    String entityCustomerId() {
        return switch (call) {
            case SHARE -> userInfo("entityCustomerId");
            case LINK_ACCOUNTS ->
                json == null ? "" : text(json.path("accountList").path(0), "entityCustomerId");
            default -> text(json, "entityCustomerId");
        };
    }

    String userInfo(String field) {
        return json == null ? "" : text(json.path("kycInfo").path("userInfo"), field);
    }

    private static String text(@Nullable JsonNode node, String field) {
        return node == null ? "" : node.path(field).stringValue("");
    }
}
