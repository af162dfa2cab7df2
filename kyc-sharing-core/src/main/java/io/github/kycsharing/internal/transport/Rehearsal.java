package io.github.kycsharing.internal.transport;

import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** A call that goes all the way but for the wire: its connection ends in memory, so nothing leaves this process. */
public final class Rehearsal {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Rehearsal() {}

    /**
     * Makes a call.
     *
     * @param body what is as good as sent
     * @param response what comes back
     * @return the response
     * @throws TransportException if there is none
     */
    public static TransportResponse run(byte[] body, String response) throws TransportException {
        byte[] bytes = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + response.length()
                        + "\r\n\r\n" + response)
                .getBytes(StandardCharsets.US_ASCII);
        TransportSettings settings = new TransportSettings(
                TIMEOUT,
                TIMEOUT,
                TIMEOUT,
                response.length(),
                0,
                TIMEOUT,
                true,
                null,
                null,
                List.of(builder -> stayHere(builder, new InMemory(bytes))));
        try (OkHttpTransport transport = new OkHttpTransport(settings)) {
            return transport.send(new TransportRequest(
                    URI.create("http://127.0.0.1:1/"), Map.of("Accept", "application/json"), body, TIMEOUT));
        }
    }

    private static void stayHere(OkHttpClient.Builder builder, SocketFactory sockets) {
        builder.socketFactory(sockets).proxy(Proxy.NO_PROXY).connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }

    private static final class InMemory extends ConnectingSocketFactory {
        private final byte[] response;

        InMemory(byte[] response) {
            this.response = response;
        }

        @Override
        public Socket createSocket() {
            return new MemorySocket(response);
        }
    }
}
