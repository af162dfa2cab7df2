package io.github.kycsharing.transport.internal;

import io.github.kycsharing.transport.TransportAnswer;
import io.github.kycsharing.transport.TransportException;
import io.github.kycsharing.transport.TransportRequest;
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
     * @param answer what comes back
     * @return the answer
     * @throws TransportException if there is none
     */
    public static TransportAnswer run(byte[] body, String answer) throws TransportException {
        byte[] bytes = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + answer.length()
                        + "\r\n\r\n" + answer)
                .getBytes(StandardCharsets.US_ASCII);
        TransportSettings settings = new TransportSettings(
                TIMEOUT,
                TIMEOUT,
                TIMEOUT,
                answer.length(),
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
        private final byte[] answer;

        InMemory(byte[] answer) {
            this.answer = answer;
        }

        @Override
        public Socket createSocket() {
            return new MemorySocket(answer);
        }
    }
}
