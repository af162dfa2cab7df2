package io.github.kycsharing.internal.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Binds and connects sockets in the same way for all subclasses, which only create them. */
public abstract class ConnectingSocketFactory extends SocketFactory {
    /** For subclasses. */
    protected ConnectingSocketFactory() {}

    /**
     * Creates a socket.
     *
     * @return the socket, not connected
     * @throws IOException if no socket can be created
     */
    @Override
    public abstract Socket createSocket() throws IOException;

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(createSocket(), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connect(bind(localHost, localPort), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(createSocket(), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connect(bind(localAddress, localPort), new InetSocketAddress(address, port));
    }

    private Socket bind(InetAddress localAddress, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(localAddress, localPort));
        return socket;
    }

    private static Socket connect(Socket socket, SocketAddress address) throws IOException {
        socket.connect(address);
        return socket;
    }
}
