package io.github.kycsharing.internal.transport;

import java.io.IOException;
import java.net.Socket;
import javax.net.SocketFactory;

/** Guards the sockets of another factory. */
final class GuardedSocketFactory extends ConnectingSocketFactory {
    private final SocketFactory sockets;

    GuardedSocketFactory(SocketFactory sockets) {
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new GuardedSocket(sockets.createSocket());
    }
}
