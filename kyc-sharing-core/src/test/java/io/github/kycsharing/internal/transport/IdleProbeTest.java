package io.github.kycsharing.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The HTTP client probes a connection that was idle for 10 s with a read of 1 ms. The probe must get no byte. */
@Timeout(20)
class IdleProbeTest {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final GuardedSocket socket = new GuardedSocket(new ChannelSocketFactory().createSocket());
    private Socket server = new Socket();

    IdleProbeTest() throws IOException {}

    @BeforeEach
    void oneExchange() throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
        server = listener.accept();
        server.setTcpNoDelay(true);
        Turn turn = socket.guard().begin();
        OutputStream out = socket.getOutputStream();
        out.write('?');
        out.flush();
        say("HTTP/1.1 200 OK\r\n\r\n");
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(19), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK\r\n\r\n");
        turn.expect(0);
        assertThat(socket.guard().end(turn)).isFalse();
        socket.setSoTimeout(1);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
        listener.close();
    }

    private void say(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void silentConnectionStaysUsable() throws IOException {
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read(new byte[10]));
        socket.guard().begin();
        socket.getOutputStream().write('?');
        socket.getOutputStream().flush();
        assertThat(server.getInputStream().readNBytes(2)).hasSize(2);
    }

    @Test
    void bytesThatArriveWhileIdleMakeItStale() throws IOException {
        say("HTTP/1.1 200 OK\r\n\r\n");
        assertThat(socket.getInputStream().read(new byte[10])).isEqualTo(-1);
        assertThatExceptionOfType(StaleConnectionException.class)
                .isThrownBy(() -> socket.guard().begin());
    }

    @Test
    void endOfStreamWhileIdleMakesItStale() throws IOException {
        server.shutdownOutput();
        assertThat(socket.getInputStream().read(new byte[10])).isEqualTo(-1);
        assertThatExceptionOfType(StaleConnectionException.class)
                .isThrownBy(() -> socket.guard().begin());
    }
}
