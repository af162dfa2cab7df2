package io.github.kycsharing.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.spi.TransportResponse;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A connection that must not be reused is closed; a failure to close it does not lose the response. */
class NotReusableConnectionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final AtomicInteger closings = new AtomicInteger();

    @Test
    void returnsTheResponseIfClosingTheConnectionFails() throws Exception {
        TransportSettings settings = new TransportSettings(
                TIMEOUT,
                TIMEOUT,
                TIMEOUT,
                1024,
                1,
                TIMEOUT,
                true,
                null,
                null,
                List.of(builder -> builder.socketFactory(new Sockets()).proxy(Proxy.NO_PROXY)));
        try (OkHttpTransport transport = new OkHttpTransport(settings)) {
            TransportResponse response = transport.send(
                    new TransportRequest(URI.create("http://127.0.0.1:1/"), Map.of(), new byte[] {'{', '}'}, TIMEOUT));

            assertThat(new String(response.body(), StandardCharsets.US_ASCII)).isEqualTo("{}");
            assertThat(closings).hasPositiveValue();
        }
    }

    private final class Unclosable extends LoopbackCall.MemorySocket {
        Unclosable() {
            super("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public synchronized void close() throws IOException {
            closings.incrementAndGet();
            throw new IOException("This socket cannot be closed");
        }
    }

    private final class Sockets extends ConnectingSocketFactory {
        @Override
        public Socket createSocket() {
            return new Unclosable();
        }
    }
}
