package io.github.kycsharing.internal.transport;

import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.ConnectionSpec;

/** A POST through the whole transport over a connection in memory: it loads what a real call needs, and sends nothing. */
public final class LoopbackCall {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private LoopbackCall() {}

    /**
     * Posts a body and reads a prepared response.
     *
     * @param body the request body, which the connection discards
     * @param json the response body, ASCII
     * @return a 200 with the response body
     * @throws TransportException if the transport fails
     */
    public static TransportResponse post(byte[] body, String json) throws TransportException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length();
        byte[] response = (head + "\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII);
        ConnectingSocketFactory sockets = new ConnectingSocketFactory() {
            @Override
            public Socket createSocket() {
                return new MemorySocket(response);
            }
        };
        TransportSettings settings = new TransportSettings(
                TIMEOUT,
                TIMEOUT,
                TIMEOUT,
                json.length(),
                0,
                TIMEOUT,
                true,
                null,
                null,
                List.of(builder -> builder.socketFactory(sockets)
                        .proxy(Proxy.NO_PROXY)
                        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))));
        try (OkHttpTransport transport = new OkHttpTransport(settings)) {
            return transport.send(new TransportRequest(
                    URI.create("http://127.0.0.1:1/"), Map.of("Accept", "application/json"), body, TIMEOUT));
        }
    }

    /** A socket that connects to nothing, discards what is written and returns a prepared response. */
    static class MemorySocket extends Socket {
        private final InputStream in;

        MemorySocket(byte[] response) {
            this.in = new ByteArrayInputStream(response) {
                @Override
                public synchronized int available() {
                    return 0; // a response that arrives before its request makes the connection stale
                }
            };
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) {
            // No network.
        }

        @Override
        public void setSoTimeout(int timeout) {
            // Reads never block. The inherited method would open a real socket.
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }
    }
}
