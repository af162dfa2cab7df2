package io.github.kycsharing.internal.transport;

import java.util.List;
import okhttp3.Protocol;
import okhttp3.Response;

/** Determines the end of a response from its head, as the HTTP client does. */
final class ResponseFraming {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;
    private static final String LENGTH = "Content-Length";
    private static final String ENCODING = "Transfer-Encoding";

    private ResponseFraming() {}

    /** Returns how many bytes follow the head, or {@link Turn#BY_LINE} for a chunked body. */
    static long bytesOf(Response response) {
        if (isChunked(response)) {
            return Turn.BY_LINE;
        }
        long length = length(response);
        if (length >= 0) {
            return length;
        }
        return hasNoBody(response.code()) ? 0 : Turn.UNLIMITED;
    }

    /** Returns whether the head leaves no doubt about the end of the response and the server keeps the connection open. */
    static boolean leavesConnectionReusable(Response response) {
        List<String> lengths = response.headers().values(LENGTH);
        List<String> encodings = response.headers().values(ENCODING);
        boolean ambiguous = lengths.size() + encodings.size() > 1;
        // OkHttp would reuse the connection, but a server of HTTP/1.0 closes it without notice.
        boolean closes = response.protocol() == Protocol.HTTP_1_0
                && !"keep-alive".equalsIgnoreCase(response.header("Connection"));
        return !ambiguous && !closes && !hasNoBody(response.code());
    }

    private static boolean isChunked(Response response) {
        return "chunked".equalsIgnoreCase(response.header(ENCODING));
    }

    private static long length(Response response) {
        String length = response.header(LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean hasNoBody(int code) {
        return code < OK || code == NO_CONTENT || code == RESET_CONTENT || code == NOT_MODIFIED;
    }
}
