package io.github.kycsharing.submissions.spring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** Sends the body of a POST bit by bit, on a connection of its own. */
final class SlowSender implements AutoCloseable {
    private static final int PAUSE_MILLIS = 100;
    private static final int MAX_PAUSES = 200;
    private static final int STATUS_LINE = "HTTP/1.1 204".length();

    private final Socket socket;
    private final boolean inChunks;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private SlowSender(URI url, String header, boolean inChunks) throws IOException {
        this.socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort());
        this.inChunks = inChunks;
        socket.setSoTimeout(PAUSE_MILLIS);
        write("POST " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header
                + "\r\n\r\n");
    }

    static SlowSender withLength(URI url, int length) throws IOException {
        return new SlowSender(url, "Content-Length: " + length, false);
    }

    static SlowSender inChunks(URI url) throws IOException {
        return new SlowSender(url, "Transfer-Encoding: chunked", true);
    }

    void send(String part) throws IOException {
        write(inChunks ? Integer.toHexString(part.length()) + "\r\n" + part + "\r\n" : part);
    }

    private void write(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(US_ASCII));
        out.flush();
    }

    /** Sends, unless the server has closed the connection. */
    void trySend(String part) {
        try {
            send(part);
        } catch (IOException e) {
            close();
        }
    }

    /** Sends the part so many times, or until the server closes the connection. */
    void sendUntilRefused(String part, int times) {
        try {
            for (int i = 0; i < times; i++) {
                send(part);
            }
        } catch (IOException e) {
            // The status says why.
        }
    }

    /** Waits for the status of the response. */
    int status() throws IOException {
        return statusWhileSending("");
    }

    /** Waits for the status of the response, and sends the part again and again meanwhile. */
    int statusWhileSending(String part) throws IOException {
        byte[] buffer = new byte[STATUS_LINE];
        for (int i = 0; i < MAX_PAUSES && received.size() < STATUS_LINE; i++) {
            try {
                int length = socket.getInputStream().read(buffer);
                if (length < 0) {
                    break;
                }
                received.write(buffer, 0, length);
            } catch (SocketTimeoutException e) {
                if (!part.isEmpty()) {
                    trySend(part);
                }
            }
        }
        String line = received.toString(US_ASCII);
        return line.length() < STATUS_LINE ? 0 : Integer.parseInt(line.substring(STATUS_LINE - 3, STATUS_LINE));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
