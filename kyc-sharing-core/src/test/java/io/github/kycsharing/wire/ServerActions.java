package io.github.kycsharing.wire;

import io.github.kycsharing.wire.ScriptedServer.Move;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** Server actions that several tests share. */
public final class ServerActions {
    public static final String ACCEPTED =
            "{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,\"data\":null,\"success\":true}";
    private static final long LONG = 60_000;

    private ServerActions() {}

    public static String error(String code) {
        return "{\"errorData\":\"no\",\"code\":\"" + code + "\"}";
    }

    public static Move response(String body) {
        return response(200, "", body);
    }

    public static Move response(int status, String headerLines, String body) {
        return response(status, headerLines, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Move response(int status, String headerLines, byte[] body) {
        return (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.response(status, "Connection: close\r\n" + headerLines, body);
        };
    }

    public static Move accept() {
        return response(ACCEPTED);
    }

    public static Move closeOnAccept() {
        return (conversation, received) -> conversation.stall(0);
    }

    public static Move resetBeforeBody() {
        return (conversation, received) -> {
            conversation.readHead();
            conversation.reset();
        };
    }

    public static Move resetAfterBody() {
        return (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.reset();
        };
    }

    public static Move closeAfterBody() {
        return (conversation, received) -> received.add(conversation.readRequest());
    }

    public static Move halfResponse() {
        return (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: " + ACCEPTED.length() + "\r\n\r\n"
                    + ACCEPTED.substring(0, ACCEPTED.length() / 2));
        };
    }

    public static Move stallBeforeHeaders() {
        return (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.stall(LONG);
        };
    }

    public static Move stallAfterHeaders() {
        return (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: " + ACCEPTED.length() + "\r\n\r\n");
            conversation.stall(LONG);
        };
    }

    public static Move overTls(SSLContext context, Move move) {
        return (conversation, received) -> move.make(conversation.startTls(context), received);
    }

    /** Sends single bytes, each within the read timeout, the whole beyond every total timeout. */
    public static Move slowDrip(long millisBetween) {
        return (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: " + ACCEPTED.length() + "\r\n\r\n");
            for (byte b : ACCEPTED.getBytes(StandardCharsets.UTF_8)) {
                conversation.write(new byte[] {b});
                conversation.stall(millisBetween);
            }
        };
    }
}
