package io.github.kycsharing.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kycsharing.spi.OkHttpCustomizer;
import io.github.kycsharing.spi.TransportException;
import io.github.kycsharing.spi.TransportRequest;
import io.github.kycsharing.wire.ScriptedServer;
import io.github.kycsharing.wire.ScriptedServer.Move;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many sockets of one client: guards are not confused, and sockets that never connected are not retained. */
@Timeout(60)
class ManySocketsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void retainsNoSocketThatNeverConnected() throws Exception {
        List<WeakReference<Socket>> made = new ArrayList<>();
        int unused = ScriptedServer.freePort();
        try (OkHttpTransport transport = transport(socket -> made.add(new WeakReference<>(socket)))) {
            for (int i = 0; i < 300; i++) {
                assertThatThrownBy(() -> transport.send(request(unused))).isInstanceOf(TransportException.class);
            }
            assertThat(made).hasSize(300);
            Awaitility.await().untilAsserted(() -> {
                System.gc();
                assertThat(made).filteredOn(socket -> socket.get() != null).hasSizeLessThan(10);
            });
        }
    }

    /** Linux may give one local address to connections with different remote addresses. */
    @Test
    void distinguishesConnectionsWithOneLocalAddress() throws Exception {
        int port = ScriptedServer.freePort();
        CountDownLatch chatted = new CountDownLatch(1);
        Move chatter = (conversation, received) -> {
            received.add(conversation.readRequest());
            conversation.response(200, "", "{}".getBytes(StandardCharsets.US_ASCII));
            received.add(conversation.readRequest());
            conversation.response(200, "", "{}".getBytes(StandardCharsets.US_ASCII));
            conversation.stall(50);
            conversation.write("out of turn");
            chatted.countDown();
            conversation.stall(60_000);
        };
        Move stay = (conversation, received) -> {
            while (true) {
                received.add(conversation.readRequest());
                conversation.response(200, "", "{}".getBytes(StandardCharsets.US_ASCII));
            }
        };
        try (ScriptedServer one = ScriptedServer.following(chatter);
                ScriptedServer other = ScriptedServer.following(stay);
                OkHttpTransport transport = transport(socket -> bind(socket, port))) {
            transport.send(request(one.port()));
            transport.send(request(one.port()));
            chatted.await();
            for (int i = 0; i < 5; i++) {
                transport.send(request(other.port()));
            }
            assertThat(one.connections()).isEqualTo(1);
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    private static void bind(Socket socket, int port) {
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TransportRequest request(int port) {
        return new TransportRequest(
                URI.create("http://127.0.0.1:" + port + "/"), Map.of(), new byte[] {'{', '}'}, TIMEOUT);
    }

    /** Returns a transport that passes its sockets to a callback first. */
    private static OkHttpTransport transport(Consumer<Socket> beforeUse) {
        OkHttpCustomizer customizer = builder -> {
            SocketFactory own = builder.build().socketFactory();
            builder.socketFactory(new ConnectingSocketFactory() {
                @Override
                public Socket createSocket() throws IOException {
                    Socket socket = own.createSocket();
                    beforeUse.accept(socket);
                    return socket;
                }
            });
        };
        return new OkHttpTransport(new TransportSettings(
                TIMEOUT, TIMEOUT, TIMEOUT, 1024, 10, TIMEOUT, true, null, null, List.of(customizer)));
    }
}
